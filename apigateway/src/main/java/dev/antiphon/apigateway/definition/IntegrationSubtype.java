package dev.antiphon.apigateway.definition;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of other services that an integration can be
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html).
 * AppConfig's is not among them: there is no such service here.
 */
public enum IntegrationSubtype {
    PUT_EVENTS(
            "EventBridge-PutEvents",
            "events",
            "PutEvents",
            List.of("Detail", "DetailType", "Source"),
            List.of("Time", "EventBusName", "Resources", "TraceHeader")),
    SEND_MESSAGE(
            "SQS-SendMessage",
            "sqs",
            "SendMessage",
            List.of("QueueUrl", "MessageBody"),
            List.of(
                    "DelaySeconds",
                    "MessageAttributes",
                    "MessageDeduplicationId",
                    "MessageGroupId",
                    "MessageSystemAttributes")),
    RECEIVE_MESSAGE(
            "SQS-ReceiveMessage",
            "sqs",
            "ReceiveMessage",
            List.of("QueueUrl"),
            List.of(
                    "AttributeNames",
                    "MaxNumberOfMessages",
                    "MessageAttributeNames",
                    "ReceiveRequestAttemptId",
                    "VisibilityTimeout",
                    "WaitTimeSeconds")),
    DELETE_MESSAGE(
            "SQS-DeleteMessage",
            "sqs",
            "DeleteMessage",
            List.of("ReceiptHandle", "QueueUrl"),
            List.of()),
    PURGE_QUEUE("SQS-PurgeQueue", "sqs", "PurgeQueue", List.of("QueueUrl"), List.of()),
    PUT_RECORD(
            "Kinesis-PutRecord",
            "kinesis",
            "PutRecord",
            List.of("StreamName", "Data", "PartitionKey"),
            List.of("SequenceNumberForOrdering", "ExplicitHashKey")),
    START_EXECUTION(
            "StepFunctions-StartExecution",
            "states",
            "StartExecution",
            List.of("StateMachineArn"),
            List.of("Name", "Input")),
    START_SYNC_EXECUTION(
            "StepFunctions-StartSyncExecution",
            "states",
            "StartSyncExecution",
            List.of("StateMachineArn"),
            List.of("Name", "Input", "TraceHeader")),
    STOP_EXECUTION(
            "StepFunctions-StopExecution",
            "states",
            "StopExecution",
            List.of("ExecutionArn"),
            List.of("Cause", "Error"));

    /** All of them have it: where the operation is to be called. */
    public static final String REGION = "Region";

    private final String subtype;
    private final String service;
    private final String operation;

    @SuppressWarnings("ImmutableEnumChecker") // it is a copy that nobody can change
    private final List<String> required;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> known;

    IntegrationSubtype(
            String subtype,
            String service,
            String operation,
            List<String> required,
            List<String> others) {
        this.subtype = subtype;
        this.service = service;
        this.operation = operation;
        this.required = required;
        this.known = new LinkedHashSet<>(required);
        known.addAll(others);
        known.add(REGION);
    }

    /** The one of that name, null if there is none. */
    public static @Nullable IntegrationSubtype find(String text) {
        return Arrays.stream(values())
                .filter(it -> it.subtype.equals(text))
                .findFirst()
                .orElse(null);
    }

    /** As in endpoints. */
    public String service() {
        return service;
    }

    public String operation() {
        return operation;
    }

    List<String> required() {
        return required;
    }

    boolean knows(String parameter) {
        return known.contains(parameter);
    }
}
