package dev.antiphon.wire.sigv4;

import dev.antiphon.wire.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What a signature covers, in the one form that both sides bring it into:
 *
 * <pre>
 * METHOD
 * path, normalised, encoded once more (S3: as it is)
 * query parameters, encoded, sorted
 * each signed header, trimmed: name:value,value
 *
 * names of the signed headers
 * hash of the body
 * </pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed request</a>
 */
final class CanonicalRequest {
    private record Parameter(String name, String value) {}

    private CanonicalRequest() {}

    /**
     * The bytes to be hashed.
     *
     * @param payload the hash of the body in hexadecimal, or what the client put in its place
     */
    static byte[] of(HttpRequest request, Signed signed, String payload) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        path(request.path(), signed.scope().service(), text);
        text.append('\n');
        query(request.query(), signed.presigned(), text);
        text.append('\n');
        for (String name : signed.headers()) {
            text.append(name).append(':');
            values(request, name, text);
            text.append('\n');
        }
        text.append('\n').append(String.join(";", signed.headers())).append('\n').append(payload);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void path(String path, String service, StringBuilder text) {
        if (service.equals("s3")) {
            // An object's key is what it is: no dots or double slashes are taken out of it.
            Percent.encodePath(Percent.decode(path.replace("+", "%2B")), text);
        } else {
            Percent.encodePath(normalised(path), text);
        }
    }

    /** Without empty and dot segments, by RFC 3986. */
    private static String normalised(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path.isEmpty() ? "/" : path;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", segments);
        return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
    }

    private static void query(String query, boolean presigned, StringBuilder text) {
        if (query.isEmpty()) {
            return;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            Parameter parameter =
                    new Parameter(
                            Percent.encode(Percent.decode(name)),
                            Percent.encode(Percent.decode(value)));
            if (!(presigned && parameter.name().equals("X-Amz-Signature"))) {
                parameters.add(parameter);
            }
        }
        parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
        String separator = "";
        for (Parameter parameter : parameters) {
            text.append(separator).append(parameter.name()).append('=').append(parameter.value());
            separator = "&";
        }
    }

    private static void values(HttpRequest request, String name, StringBuilder text) {
        String separator = "";
        for (HttpRequest.Header header : request.headers()) {
            if (header.name().equals(name)) {
                text.append(separator);
                folded(header.value().trim(), text);
                separator = ",";
            }
        }
    }

    /** Several spaces are one. */
    private static void folded(String value, StringBuilder text) {
        if (!value.contains("  ")) {
            text.append(value);
            return;
        }
        boolean space = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != ' ' || !space) {
                text.append(c);
            }
            space = c == ' ';
        }
    }
}
