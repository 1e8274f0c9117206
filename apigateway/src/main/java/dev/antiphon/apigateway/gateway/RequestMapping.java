package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.mapping.ParameterChange;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.AnswerHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes to a request before it reaches an integration. */
final class RequestMapping {
    /**
     * A request after the changes.
     *
     * @param path that was set, or null
     */
    record Outgoing(List<Header> headers, String query, @Nullable String path) {}

    private final List<ParameterChange> changes;

    RequestMapping(Map<String, String> parameters) {
        this.changes = ParameterChange.ofRequest(parameters);
    }

    /** Null if the request makes a header of it that HTTP does not allow, such as a line break. */
    @Nullable Outgoing apply(Exchange exchange) {
        if (changes.isEmpty()) {
            return new Outgoing(exchange.request().headers(), exchange.request().query(), null);
        }
        List<Header> headers = new ArrayList<>(exchange.request().headers());
        List<String> query = new ArrayList<>();
        for (String pair : exchange.request().query().split("&")) {
            if (!pair.isEmpty()) {
                query.add(pair);
            }
        }
        String path = null;
        for (ParameterChange change : changes) {
            String value = change.value().evaluate(exchange);
            switch (change.place()) {
                case HEADER -> header(headers, change, value);
                case QUERYSTRING -> parameter(query, change, value);
                case PATH -> path = value == null ? path : value;
                case STATUSCODE -> {}
            }
        }
        return headers.stream().allMatch(AnswerHeaders::isHeader)
                ? new Outgoing(headers, String.join("&", query), path)
                : null;
    }

    /** A value that is not there changes nothing, whatever was to be done with it. */
    static void header(List<Header> headers, ParameterChange change, @Nullable String value) {
        String name = change.name().toLowerCase(Locale.ROOT);
        boolean adding = change.action() != ParameterChange.Action.REMOVE;
        if (adding && value == null) {
            return;
        }
        if (change.action() != ParameterChange.Action.APPEND) {
            headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        }
        if (adding && value != null) {
            headers.add(new Header(name, value));
        }
    }

    private static void parameter(
            List<String> query, ParameterChange change, @Nullable String value) {
        String name = encoded(change.name());
        boolean adding = change.action() != ParameterChange.Action.REMOVE;
        if (adding && value == null) {
            return;
        }
        if (change.action() != ParameterChange.Action.APPEND) {
            query.removeIf(pair -> pair.equals(name) || pair.startsWith(name + "="));
        }
        if (adding && value != null) {
            query.add(name + "=" + encoded(value));
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
