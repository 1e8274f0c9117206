package dev.antiphon.delivery.ingress;

import dev.antiphon.api.Caller;
import dev.antiphon.delivery.OutsideCall.Header;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, whole.
 *
 * @param method upper case
 * @param host as addressed, in lower case, without the port
 * @param path as sent, before any decoding, without the query string
 * @param query the raw query string without the question mark, or empty
 * @param headers in their order, with names in lower case; a name may come more than once
 * @param remote the client's address
 * @param secure whether it came by TLS
 * @param time of its arrival
 * @param requestId a UUID, new for each request
 * @param identity tells who has signed it, for addresses that ask for that
 */
public record IngressRequest(
        String method,
        String host,
        String path,
        String query,
        List<Header> headers,
        byte[] body,
        String remote,
        boolean secure,
        Instant time,
        String requestId,
        Identity identity) {

    /** Who has signed a request. */
    @FunctionalInterface
    public interface Identity {
        /**
         * @param service that it must be signed for, such as {@code lambda}
         * @throws dev.antiphon.api.AwsException if it is not signed, or not as it must be
         */
        Caller verify(String service);
    }

    /** The first header of that name (lower case), or null. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return null;
    }

    /**
     * The address's own label where the host is {@code LABEL.KIND.…}, such as {@code
     * abc.lambda-url.us-east-1.localhost}; else null.
     */
    public @Nullable String label(String kind) {
        return label(host, kind);
    }

    /** The same of a host in lower case. */
    public static @Nullable String label(String host, String kind) {
        int dot = host.indexOf('.');
        return dot > 0
                        && host.startsWith(kind, dot + 1)
                        && host.startsWith(".", dot + 1 + kind.length())
                ? host.substring(0, dot)
                : null;
    }
}
