package dev.antiphon.delivery.ingress;

import dev.antiphon.delivery.OutsideCall.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What pages of other sites may ask of an address, and read. A list may hold {@code *} for all.
 *
 * @param allowOrigins such as {@code https://example.com}, or {@code https://*}
 * @param maxAge for how many seconds a browser may keep the answer, or null
 * @see <a href="https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS">Cross-Origin
 *     Resource Sharing</a>
 */
public record CorsRules(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        @Nullable Integer maxAge,
        boolean allowCredentials) {

    /** Whether a browser asks what it may do before it does it. */
    public static boolean preflight(IngressRequest request) {
        return request.method().equals("OPTIONS")
                && request.header("origin") != null
                && request.header("access-control-request-method") != null;
    }

    /** The headers that an answer to the request gets; empty for pages that may not read it. */
    public List<Header> headers(IngressRequest request) {
        String origin = request.header("origin");
        List<Header> headers = new ArrayList<>();
        if (origin == null || !allows(origin)) {
            return headers;
        }
        boolean any = allowOrigins.contains("*") && !allowCredentials;
        headers.add(new Header("access-control-allow-origin", any ? "*" : origin));
        if (!any) {
            headers.add(new Header("vary", "Origin"));
        }
        if (allowCredentials) {
            headers.add(new Header("access-control-allow-credentials", "true"));
        }
        if (preflight(request)) {
            add(headers, "access-control-allow-methods", allowMethods);
            add(headers, "access-control-allow-headers", allowHeaders);
            if (maxAge != null) {
                headers.add(new Header("access-control-max-age", maxAge.toString()));
            }
        } else {
            add(headers, "access-control-expose-headers", exposeHeaders);
        }
        return headers;
    }

    private static void add(List<Header> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.add(new Header(name, String.join(",", values)));
        }
    }

    private boolean allows(String origin) {
        for (String allowed : allowOrigins) {
            if (allowed.equals("*") || allowed.equalsIgnoreCase(origin)) {
                return true;
            }
            if (allowed.endsWith("://*")
                    && origin.startsWith(allowed.substring(0, allowed.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is these rules that say what that header of an answer is. */
    public static boolean decides(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("access-control-");
    }
}
