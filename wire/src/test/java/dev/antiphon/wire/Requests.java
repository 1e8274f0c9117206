package dev.antiphon.wire;

import dev.antiphon.wire.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests made by hand. */
final class Requests {
    private Requests() {}

    static Header signed(String service) {
        return new Header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
                        + service
                        + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    static HttpRequest json(String service, String target, String body) {
        return of(
                "POST",
                "/",
                "",
                body.getBytes(StandardCharsets.UTF_8),
                signed(service),
                new Header("x-amz-target", target),
                new Header("content-type", "application/x-amz-json-1.0"));
    }

    static HttpRequest get(String path, String query, Header... headers) {
        return of("GET", path, query, new byte[0], headers);
    }

    static HttpRequest form(String path, String body, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new Header("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
        return of(
                "POST",
                path,
                "",
                body.getBytes(StandardCharsets.UTF_8),
                all.toArray(Header[]::new));
    }

    static HttpRequest of(
            String method, String path, String query, byte[] body, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new Header("host", "localhost:4566"));
        return new HttpRequest(method, path, query, all, body, "http", "127.0.0.1");
    }
}
