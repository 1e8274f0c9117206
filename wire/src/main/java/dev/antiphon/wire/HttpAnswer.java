package dev.antiphon.wire;

import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param headers without Content-Length and Transfer-Encoding, which the edge adds
 * @param body all of it, or how it begins
 * @param rest what follows it, in pieces that are asked for as the client takes them, or null where
 *     the body is whole. If it fails the answer breaks off, so that the client sees that it is not
 *     complete
 */
public record HttpAnswer(
        int status,
        List<HttpRequest.Header> headers,
        byte[] body,
        Flow.@Nullable Publisher<byte[]> rest) {

    /** One that is whole. */
    public HttpAnswer(int status, List<HttpRequest.Header> headers, byte[] body) {
        this(status, headers, body, null);
    }
}
