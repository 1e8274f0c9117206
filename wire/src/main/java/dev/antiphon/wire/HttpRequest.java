package dev.antiphon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, whole.
 *
 * @param method upper case
 * @param path as sent, before any decoding, without the query string
 * @param query the raw query string without the question mark, or empty
 * @param headers in their order; a name may come more than once
 * @param body after content decoding (gzip)
 * @param sent the body as it was sent, which is what a signature covers; the same array as {@code
 *     body} where nothing was decoded
 * @param scheme {@code http} or {@code https}
 * @param remote the client's address, for the log
 */
public record HttpRequest(
        String method,
        String path,
        String query,
        List<Header> headers,
        byte[] body,
        byte[] sent,
        String scheme,
        String remote) {

    /** A request whose body was sent as it is. */
    public HttpRequest(
            String method,
            String path,
            String query,
            List<Header> headers,
            byte[] body,
            String scheme,
            String remote) {
        this(method, path, query, headers, body, body, scheme, remote);
    }

    /**
     * @param name lower case
     */
    public record Header(String name, String value) {}

    /** The first header of that name (lower case), or null. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return null;
    }
}
