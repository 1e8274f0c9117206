package dev.antiphon.wire.sigv4;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpRequest;
import java.util.Locale;

/**
 * AWS's errors for what is wrong with a signature. Their codes and statuses differ by protocol: the
 * services that speak Query answer 403 {@code SignatureDoesNotMatch}, those that speak JSON 400
 * {@code InvalidSignatureException}, those with REST paths the same with 403. SQS, which moved from
 * the first to the second, kept its status.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">the
 *     texts</a>
 */
enum SignatureErrors {
    QUERY("SignatureDoesNotMatch", "InvalidClientTokenId", "", 403, 400),
    SQS_JSON("InvalidSignatureException", "UnrecognizedClientException", "Exception", 403, 400),
    JSON("InvalidSignatureException", "UnrecognizedClientException", "Exception", 400, 400),
    REST("InvalidSignatureException", "UnrecognizedClientException", "Exception", 403, 403);

    private final String mismatch;
    private final String unknownKey;
    private final String suffix;
    private final int status;
    private final int incompleteStatus;

    SignatureErrors(
            String mismatch, String unknownKey, String suffix, int status, int incompleteStatus) {
        this.mismatch = mismatch;
        this.unknownKey = unknownKey;
        this.suffix = suffix;
        this.status = status;
        this.incompleteStatus = incompleteStatus;
    }

    /** Those of the protocol that a request speaks, as far as it can be told before routing. */
    static SignatureErrors of(HttpRequest request, String service) {
        if (request.header("x-amz-target") != null || request.header("smithy-protocol") != null) {
            return service.equals("sqs") ? SQS_JSON : JSON;
        }
        String type = request.header("content-type");
        boolean form =
                type != null
                        && type.toLowerCase(Locale.ROOT)
                                .startsWith("application/x-www-form-urlencoded");
        return form || ("&" + request.query()).contains("&Action=") ? QUERY : REST;
    }

    /** There is no signature. */
    AwsException missing() {
        return AwsException.sender(
                "MissingAuthenticationToken" + suffix,
                status,
                this == REST
                        ? "Missing Authentication Token"
                        : "Request is missing Authentication Token");
    }

    /** There is one that cannot be read. */
    AwsException incomplete(String message) {
        return AwsException.sender("IncompleteSignature" + suffix, incompleteStatus, message);
    }

    /** It is by a key that we do not know. */
    AwsException unknownKey() {
        return AwsException.sender(
                unknownKey, status, "The security token included in the request is invalid.");
    }

    /** It is not for this request, or not for now. */
    AwsException mismatch(String message) {
        return AwsException.sender(mismatch, status, message);
    }

    /** It is another one than the key gives. */
    AwsException mismatch() {
        return mismatch(
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the"
                        + " service documentation for details.");
    }
}
