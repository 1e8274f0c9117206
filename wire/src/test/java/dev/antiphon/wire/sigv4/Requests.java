package dev.antiphon.wire.sigv4;

import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Requests as a test writes them, and how to change a part of them. */
final class Requests {
    private Requests() {}

    /** Reads a request as AWS's documents print it: a line, headers, a blank line, the body. */
    static HttpRequest parse(String text) {
        int blank = text.indexOf("\n\n");
        String head = blank < 0 ? text : text.substring(0, blank);
        String body = blank < 0 ? "" : text.substring(blank + 2);
        List<String> lines = head.strip().lines().toList();
        // The target may have spaces in it.
        String first = lines.getFirst();
        String method = first.substring(0, first.indexOf(' '));
        String target = first.substring(method.length() + 1, first.lastIndexOf(' '));
        int question = target.indexOf('?');
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.add(
                    new Header(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).trim()));
        }
        return new HttpRequest(
                method,
                bytesAsCharacters(question < 0 ? target : target.substring(0, question)),
                bytesAsCharacters(question < 0 ? "" : target.substring(question + 1)),
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                "https",
                "192.0.2.1:4000");
    }

    private static String bytesAsCharacters(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static HttpRequest withMethod(HttpRequest request, String method) {
        return copy(request, method, request.path(), request.query(), request.headers());
    }

    static HttpRequest withPath(HttpRequest request, String path) {
        return copy(request, request.method(), path, request.query(), request.headers());
    }

    static HttpRequest withQuery(HttpRequest request, String query) {
        return copy(request, request.method(), request.path(), query, request.headers());
    }

    static HttpRequest withBody(HttpRequest request, byte[] body) {
        return new HttpRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                body,
                request.scheme(),
                request.remote());
    }

    static HttpRequest withHeader(HttpRequest request, String name, String value) {
        List<Header> headers = new ArrayList<>(without(request, name).headers());
        headers.add(new Header(name, value));
        return copy(request, request.method(), request.path(), request.query(), headers);
    }

    static HttpRequest changing(HttpRequest request, String name, UnaryOperator<String> change) {
        List<Header> headers = new ArrayList<>();
        for (Header header : request.headers()) {
            headers.add(
                    header.name().equals(name)
                            ? new Header(name, change.apply(header.value()))
                            : header);
        }
        return copy(request, request.method(), request.path(), request.query(), headers);
    }

    static HttpRequest without(HttpRequest request, String name) {
        List<Header> headers =
                request.headers().stream().filter(h -> !h.name().equals(name)).toList();
        return copy(request, request.method(), request.path(), request.query(), headers);
    }

    private static HttpRequest copy(
            HttpRequest request, String method, String path, String query, List<Header> headers) {
        return new HttpRequest(
                method, path, query, headers, request.body(), request.scheme(), request.remote());
    }
}
