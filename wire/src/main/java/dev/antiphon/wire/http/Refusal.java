package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An error for a request that did not get as far as a protocol of AWS: it is rendered as the client
 * most likely reads errors, by the content type of what it sent.
 *
 * @param message plain ASCII without quotes or markup
 */
record Refusal(int status, String code, String message) {
    static final Refusal MALFORMED =
            new Refusal(400, "BadRequest", "The request could not be understood by the server.");
    static final Refusal MALFORMED_GZIP =
            new Refusal(400, "BadRequest", "The body of the request is not valid gzip data.");
    static final Refusal BODY_TIMED_OUT =
            new Refusal(
                    408,
                    "RequestTimeoutException",
                    "The body of the request did not arrive within the timeout period.");
    static final Refusal BODY_TOO_LARGE =
            new Refusal(413, "RequestEntityTooLargeException", "The request body is too large.");
    static final Refusal URI_TOO_LONG =
            new Refusal(414, "RequestUriTooLargeException", "The request URI is too long.");
    static final Refusal HEADERS_TOO_LARGE =
            new Refusal(
                    431,
                    "RequestHeaderSectionTooLarge",
                    "The headers of the request are too large.");
    static final Refusal FAILED =
            new Refusal(
                    500,
                    "InternalFailure",
                    "The request processing has failed because of an unknown error, exception or"
                            + " failure.");
    static final Refusal OVERLOADED =
            new Refusal(
                    503,
                    "ServiceUnavailable",
                    "The request has failed due to a temporary failure of the server.");

    HttpAnswer answer(@Nullable String contentType) {
        boolean json = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
        String requestId = UUID.randomUUID().toString();
        String body = json ? json() : xml(requestId);
        return new HttpAnswer(
                status,
                List.of(
                        new Header(
                                "content-type", json ? "application/x-amz-json-1.0" : "text/xml"),
                        new Header("x-amzn-errortype", code),
                        new Header("x-amzn-requestid", requestId)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** As gateways answer, which know nothing of AWS's protocols. */
    HttpAnswer plain() {
        String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        return new HttpAnswer(
                status,
                List.of(new Header("content-type", "application/json")),
                ("{\"message\":\"" + reason + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private String json() {
        return "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}";
    }

    private String xml(String requestId) {
        return "<?xml version=\"1.0\"?><ErrorResponse><Error><Type>"
                + (status < 500 ? "Sender" : "Receiver")
                + "</Type><Code>"
                + code
                + "</Code><Message>"
                + message
                + "</Message></Error><RequestId>"
                + requestId
                + "</RequestId></ErrorResponse>";
    }
}
