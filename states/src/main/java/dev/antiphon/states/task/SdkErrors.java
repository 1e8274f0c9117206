package dev.antiphon.states.task;

import dev.antiphon.delivery.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names and causes of services' errors as workflows see them: those of the Java SDK, whose
 * first version the optimised integrations use and whose second one {@code aws-sdk} does.
 */
final class SdkErrors {
    /** Codes that are in no service's model, so that the SDKs have only a general exception. */
    private static final Set<String> GENERAL =
            Set.of(
                    "AccessDenied",
                    "InternalFailure",
                    "InvalidParameterCombination",
                    "InvalidParameterValue",
                    "MissingParameter",
                    "SerializationException",
                    "ServiceUnavailable",
                    "Throttling",
                    "UnknownOperationException",
                    "ValidationError");

    /** An optimised integration's service: the name in errors, that in causes, and for the rest. */
    private record First(String prefix, String service, String general) {}

    private static final Map<String, First> FIRST =
            Map.ofEntries(
                    first("athena", "Athena", "AmazonAthena"),
                    first("batch", "Batch", "AWSBatch"),
                    first("codebuild", "CodeBuild", "AWSCodeBuild"),
                    Map.entry(
                            "dynamodb",
                            new First("DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException")),
                    first("ecs", "ECS", "AmazonECS"),
                    first("events", "EventBridge", "AmazonEventBridge"),
                    first("glue", "Glue", "AWSGlue"),
                    first("lambda", "Lambda", "AWSLambda"),
                    first("sagemaker", "SageMaker", "AmazonSageMaker"),
                    first("sns", "SNS", "AmazonSNS"),
                    first("sqs", "SQS", "AmazonSQS"),
                    first("states", "StepFunctions", "AWSStepFunctions"));

    /** Where the second version's name of a service is more than a capital. */
    private static final Map<String, String> SECOND =
            Map.ofEntries(
                    Map.entry("apigateway", "ApiGateway"),
                    Map.entry("cloudformation", "CloudFormation"),
                    Map.entry("cloudwatch", "CloudWatch"),
                    Map.entry("cloudwatchlogs", "CloudWatchLogs"),
                    Map.entry("codebuild", "CodeBuild"),
                    Map.entry("dynamodb", "DynamoDb"),
                    Map.entry("eventbridge", "EventBridge"),
                    Map.entry("secretsmanager", "SecretsManager"));

    /** Where the code that the first version tells is not the name of the error. */
    private static final Map<String, String> CODES =
            Map.of(
                    "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
                    "PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress");

    private SdkErrors() {}

    private static Map.Entry<String, First> first(String name, String prefix, String service) {
        return Map.entry(name, new First(prefix, service, service + "Exception"));
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String exception(String code) {
        return code.endsWith("Exception") ? code : code + "Exception";
    }

    private static boolean general(String service, Answer.Failed error) {
        boolean validation = error.code().equals("ValidationException");
        return GENERAL.contains(error.code()) || (validation && !service.equals("sfn"));
    }

    /**
     * Of an optimised integration.
     *
     * @param service as in the resource
     */
    static TaskOutcome.Failed optimised(String service, Answer.Failed error, String requestId) {
        First names =
                FIRST.getOrDefault(
                        service,
                        new First(
                                capital(service),
                                capital(service),
                                capital(service) + "Exception"));
        String name = general(service, error) ? names.general : exception(error.code());
        return new TaskOutcome.Failed(
                names.prefix + "." + name,
                error.message()
                        + " (Service: "
                        + names.service
                        + "; Status Code: "
                        + error.status()
                        + "; Error Code: "
                        + CODES.getOrDefault(error.code(), error.code())
                        + "; Request ID: "
                        + requestId
                        + "; Proxy: null)");
    }

    /**
     * Of {@code aws-sdk}.
     *
     * @param service as in the resource
     */
    static TaskOutcome.Failed sdk(String service, Answer.Failed error, String requestId) {
        String prefix = SECOND.getOrDefault(service, capital(service));
        String name = general(service, error) ? prefix + "Exception" : exception(error.code());
        return new TaskOutcome.Failed(
                prefix + "." + name,
                error.message()
                        + " (Service: "
                        + prefix
                        + ", Status Code: "
                        + error.status()
                        + ", Request ID: "
                        + requestId
                        + ") (SDK Attempt Count: 1)");
    }
}
