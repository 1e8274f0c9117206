package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.source.Source;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.lambda.function.Invocable;
import dev.antiphon.lambda.function.LambdaErrors;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;

/** What must be so of the source and the function of a mapping. */
final class SourceRules {
    private static final String QUEUES = "sqs";

    private SourceRules() {}

    /**
     * The ARN of the source that a request names.
     *
     * @throws AwsException InvalidParameterValueException if nothing of the kind is read here
     */
    static String source(CreateEventSourceMappingRequest request) {
        String text = request.eventSourceArn();
        if (text == null) {
            if (request.selfManagedEventSource() != null) {
                throw notBuilt("self-managed Apache Kafka");
            }
            throw LambdaErrors.invalid("Unrecognized event source.");
        }
        Arn arn = Arn.find(text);
        String service = arn == null ? "" : arn.service();
        return switch (service) {
            case QUEUES -> text;
            case "kinesis" -> {
                checkStart(request);
                throw notBuilt("Amazon Kinesis");
            }
            case "dynamodb" -> {
                checkStart(request);
                throw notBuilt("Amazon DynamoDB Streams");
            }
            case "kafka" -> throw notBuilt("Amazon MSK");
            case "mq" -> throw notBuilt("Amazon MQ");
            case "rds" -> throw notBuilt("Amazon DocumentDB");
            default -> throw LambdaErrors.invalid("Unrecognized event source.");
        };
    }

    private static void checkStart(CreateEventSourceMappingRequest request) {
        if (request.startingPositionAsString() == null) {
            throw LambdaErrors.invalid(
                    "1 validation error detected: Value null at 'startingPosition' failed to"
                            + " satisfy constraint: Member must not be null.");
        }
    }

    private static AwsException notBuilt(String what) {
        return LambdaErrors.invalid("Reading from " + what + " is not built into this server.");
    }

    /**
     * The function that a request names: a mapping calls those of its own account only.
     *
     * @throws AwsException InvalidParameterValueException if it is another account's
     */
    static FunctionName function(String text, Caller caller) {
        FunctionName function = FunctionName.parse(text, null, caller);
        if (!function.account().equals(caller.account())) {
            throw noFunction();
        }
        return function;
    }

    private static AwsException noFunction() {
        return LambdaErrors.invalid("Function does not exist");
    }

    /**
     * @throws AwsException InvalidParameterValueException if one of them is not there, or a call
     *     may take longer than messages stay hidden
     */
    static void check(Tx tx, Sources sources, String source, FunctionName function) {
        Duration timeout = timeout(tx, function);
        Source found = sources.find(tx, source);
        if (found == null) {
            throw LambdaErrors.invalid(
                    "Error occurred while ReceiveMessage. SQS Error Code:"
                            + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The"
                            + " specified queue does not exist.");
        }
        if (found.visibility().compareTo(timeout) < 0) {
            throw LambdaErrors.invalid(
                    "Queue visibility timeout: "
                            + found.visibility().toSeconds()
                            + " seconds is less than Function timeout: "
                            + timeout.toSeconds()
                            + " seconds");
        }
    }

    private static Duration timeout(Tx tx, FunctionName function) {
        try {
            Invocable invocable = Functions.invocable(tx::catalog, function, 0);
            return invocable.spec().timeout();
        } catch (AwsException e) {
            throw noFunction();
        }
    }

    /**
     * @throws AwsException ResourceConflictException if the function has the source read already
     */
    static void checkUnique(Tx tx, String source, FunctionName function) {
        @Nullable Mapping other =
                Mapping.find(
                        tx,
                        mapping ->
                                mapping.source().equals(source)
                                        && mapping.function().equals(function));
        if (other != null) {
            throw LambdaErrors.conflict(
                    "An event source mapping with SQS arn (\" "
                            + source
                            + " \") and function (\" "
                            + function.name()
                            + " \") already exists. Please update or delete the existing mapping"
                            + " with UUID "
                            + other.key().uuid());
        }
    }
}
