package dev.antiphon.events.connection;

import dev.antiphon.delivery.OutsideCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request that several have a say in: later ones take precedence over earlier ones, name by name.
 * The names of headers have no case.
 */
final class HttpRequestParts {
    private final Map<String, OutsideCall.Header> headers = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();

    void header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), new OutsideCall.Header(name, value));
    }

    void query(String name, String value) {
        query.put(name, value);
    }

    List<OutsideCall.Header> headers() {
        return new ArrayList<>(headers.values());
    }

    /** The value of a header, or empty. */
    String header(String name) {
        OutsideCall.Header header = headers.get(name.toLowerCase(Locale.ROOT));
        return header == null ? "" : header.value();
    }

    /** A URL with the query added to the one that it may have already. */
    String url(String url) {
        if (query.isEmpty()) {
            return url;
        }
        String separator = url.indexOf('?') < 0 ? "?" : "&";
        return url + separator + form(query);
    }

    /** As {@code application/x-www-form-urlencoded}, but with %20 for a space. */
    static String form(Map<String, String> values) {
        List<String> pairs = new ArrayList<>();
        values.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        return String.join("&", pairs);
    }

    /** Fit to be a segment of a path, or a name or value of a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
