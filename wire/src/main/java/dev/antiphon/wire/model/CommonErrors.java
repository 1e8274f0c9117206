package dev.antiphon.wire.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The errors that all services share. They are in no model: AWS's framework gives them, with one
 * name in the JSON protocols and another one in the Query protocol.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">as
 *     services of the Query protocol list them</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">as those
 *     of the JSON protocols do</a>
 */
final class CommonErrors {
    static final String NAMESPACE = "com.amazon.coral.service";

    private static final Map<String, String> QUERY_CODES =
            Map.ofEntries(
                    Map.entry("AccessDeniedException", "AccessDenied"),
                    Map.entry("ExpiredTokenException", "ExpiredToken"),
                    Map.entry("IncompleteSignatureException", "IncompleteSignature"),
                    Map.entry("InternalFailure", "InternalFailure"),
                    Map.entry("InvalidSignatureException", "SignatureDoesNotMatch"),
                    Map.entry("MissingAuthenticationTokenException", "MissingAuthenticationToken"),
                    Map.entry("RequestExpired", "RequestExpired"),
                    Map.entry("SerializationException", "MalformedInput"),
                    Map.entry("ServiceUnavailable", "ServiceUnavailable"),
                    Map.entry("ThrottlingException", "Throttling"),
                    Map.entry("UnknownOperationException", "InvalidAction"),
                    Map.entry("UnrecognizedClientException", "InvalidClientTokenId"),
                    Map.entry("ValidationException", "ValidationError"));

    private CommonErrors() {}

    /** What the Query protocol calls a common error, or null if it is none. */
    static @Nullable String queryCode(String shape) {
        return QUERY_CODES.get(shape);
    }
}
