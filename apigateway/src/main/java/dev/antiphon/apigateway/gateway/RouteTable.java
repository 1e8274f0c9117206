package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.RouteKey;
import dev.antiphon.apigateway.definition.RouteKey.Segment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: one that matches the whole path goes before one with a greedy
 * variable, that before {@code $default}; among the former, words go before variables, from the
 * left, and a method before {@code ANY}. So the routes are in that order and the first that fits is
 * it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">
 *     Create routes for HTTP APIs</a>
 */
final class RouteTable {
    /** A route, and the values of its variables. */
    record Match(PreparedRoute route, Map<String, String> parameters) {}

    private record Entry(RouteKey.Path path, PreparedRoute route) {
        boolean greedy() {
            return !path.segments().isEmpty() && path.segments().getLast() instanceof Segment.Rest;
        }

        /** Of words and variables, so that the order of texts is the one of routes. */
        String rank() {
            StringBuilder rank = new StringBuilder(greedy() ? "1" : "0");
            for (Segment segment : path.segments()) {
                rank.append(
                        switch (segment) {
                            case Segment.Literal literal -> 'a';
                            case Segment.Variable variable -> 'b';
                            case Segment.Rest rest -> 'c';
                        });
            }
            return rank.append(path.method().equals(RouteKey.ANY) ? "y" : "x").toString();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private @Nullable PreparedRoute others;

    RouteTable(List<PreparedRoute> routes) {
        for (PreparedRoute route : routes) {
            switch (RouteKey.parse(route.key())) {
                case RouteKey.Path path -> entries.add(new Entry(path, route));
                case RouteKey.Default any -> others = route;
                case null -> {}
            }
        }
        entries.sort(Comparator.comparing(Entry::rank));
    }

    /**
     * @param path as sent, without the stage
     * @return null if there is no route for it
     */
    @Nullable Match match(String method, String path) {
        List<String> segments = segments(path);
        for (Entry entry : entries) {
            boolean allowed =
                    entry.path.method().equals(method) || entry.path.method().equals(RouteKey.ANY);
            if (allowed) {
                Map<String, String> parameters = parameters(entry.path.segments(), segments);
                if (parameters != null) {
                    return new Match(entry.route, parameters);
                }
            }
        }
        return others == null ? null : new Match(others, Map.of());
    }

    private static List<String> segments(String path) {
        return path.length() < 2 ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    /** Null if the path does not fit. */
    private static @Nullable Map<String, String> parameters(
            List<Segment> wanted, List<String> given) {
        boolean greedy = !wanted.isEmpty() && wanted.getLast() instanceof Segment.Rest;
        if (greedy ? given.size() < wanted.size() : given.size() != wanted.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String value = decoded(given.get(i));
            switch (wanted.get(i)) {
                case Segment.Literal(String text) -> {
                    if (!text.equals(value)) {
                        return null;
                    }
                }
                case Segment.Variable(String name) -> {
                    if (value.isEmpty()) {
                        return null;
                    }
                    parameters.put(name, value);
                }
                case Segment.Rest(String name) -> {
                    String rest = String.join("/", given.subList(i, given.size()));
                    if (rest.isEmpty()) {
                        return null;
                    }
                    parameters.put(name, decoded(rest));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that begins no code
        }
    }
}
