package dev.antiphon.delivery.ingress;

import dev.antiphon.delivery.OutsideCall.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer to HTTP. */
public record IngressAnswer(int status, List<Header> headers, byte[] body) {
    public IngressAnswer {
        headers = List.copyOf(headers);
    }

    public static IngressAnswer json(int status, String body) {
        return new IngressAnswer(
                status,
                List.of(new Header("content-type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
