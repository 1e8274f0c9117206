package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the caller is told when an operation failed. A bug in a handler is logged here, once, with
 * the id that the caller sees.
 */
final class EngineErrors {
    private static final Logger log = LoggerFactory.getLogger(EngineErrors.class);

    private EngineErrors() {}

    static AwsException answer(
            Throwable error, String service, String operation, String requestId) {
        return switch (error) {
            case AwsException known -> known;
            case EngineException engine -> ofEngine(engine, service);
            default -> {
                log.error("{} {} failed, request {}", service, operation, requestId, error);
                yield AwsException.receiver(
                        "InternalFailure",
                        500,
                        "The request processing has failed because of an unknown error,"
                                + " exception or failure.");
            }
        };
    }

    private static AwsException ofEngine(EngineException error, String service) {
        String text = String.valueOf(error.getMessage());
        return switch (error.reason()) {
            // The codes that SDKs back off at.
            case OVERLOADED ->
                    AwsException.sender(
                            service.equals("sqs") ? "RequestThrottled" : "ThrottlingException",
                            "Rate exceeded: " + text);
            case NOT_DURABLE -> AwsException.receiver("InternalFailure", 500, text);
            case READ_ONLY, STOPPING -> AwsException.receiver("ServiceUnavailable", 503, text);
        };
    }
}
