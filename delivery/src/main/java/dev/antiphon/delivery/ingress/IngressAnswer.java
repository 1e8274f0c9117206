package dev.antiphon.delivery.ingress;

import dev.antiphon.delivery.OutsideCall.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * An answer to HTTP.
 *
 * @param body all of it, or how it begins
 * @param rest what follows it, piece by piece, or null where the body is whole; for one subscriber
 */
public record IngressAnswer(
        int status, List<Header> headers, byte[] body, @Nullable Publisher<byte[]> rest) {
    public IngressAnswer {
        headers = List.copyOf(headers);
    }

    /** One that is whole. */
    public IngressAnswer(int status, List<Header> headers, byte[] body) {
        this(status, headers, body, null);
    }

    public static IngressAnswer json(int status, String body) {
        return new IngressAnswer(
                status,
                List.of(new Header("content-type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with other headers. */
    public IngressAnswer withHeaders(List<Header> others) {
        return new IngressAnswer(status, others, body, rest);
    }
}
