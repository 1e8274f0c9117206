package dev.antiphon.apigateway.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a route is for: {@code $default}, or a method and a path such as {@code GET /pets/{id}}. */
public sealed interface RouteKey {
    /** What no other route is for. */
    record Default() implements RouteKey {}

    /**
     * @param method such as {@code GET}, or {@code ANY}
     * @param segments of the path; none for the root
     */
    record Path(String method, List<Segment> segments) implements RouteKey {
        /** What tells two routes apart that differ in the names of variables alone. */
        String form() {
            StringBuilder form = new StringBuilder(method);
            for (Segment segment : segments) {
                form.append('/')
                        .append(
                                switch (segment) {
                                    case Segment.Literal(String text) -> text;
                                    case Segment.Variable variable -> "{}";
                                    case Segment.Rest rest -> "{+}";
                                });
            }
            return form.toString();
        }
    }

    /** What is between two slashes. */
    sealed interface Segment {
        record Literal(String text) implements Segment {}

        /** {@code {name}}: any one segment. */
        record Variable(String name) implements Segment {}

        /** {@code {name+}}: one or more segments, up to the end. */
        record Rest(String name) implements Segment {}
    }

    String DEFAULT = "$default";
    String ANY = "ANY";

    Set<String> METHODS = Set.of(ANY, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    /** Null for a text that is no route key. */
    static @Nullable RouteKey parse(String text) {
        if (text.equals(DEFAULT)) {
            return new Default();
        }
        int space = text.indexOf(' ');
        if (space < 0
                || !METHODS.contains(text.substring(0, space))
                || !text.startsWith("/", space + 1)) {
            return null;
        }
        List<Segment> segments = segments(text.substring(space + 2));
        return segments == null ? null : new Path(text.substring(0, space), segments);
    }

    private static @Nullable List<Segment> segments(String path) {
        List<Segment> segments = new ArrayList<>();
        if (path.isEmpty()) {
            return segments;
        }
        String[] texts = path.split("/", -1);
        for (int i = 0; i < texts.length; i++) {
            Segment segment = segment(texts[i]);
            boolean last = i == texts.length - 1;
            if (segment == null || (segment instanceof Segment.Rest && !last)) {
                return null;
            }
            segments.add(segment);
        }
        return List.copyOf(segments);
    }

    private static @Nullable Segment segment(String text) {
        if (text.matches("\\{[^{}+]+}")) {
            return new Segment.Variable(text.substring(1, text.length() - 1));
        }
        if (text.matches("\\{[^{}+]+\\+}")) {
            return new Segment.Rest(text.substring(1, text.length() - 2));
        }
        // A slash at the end makes an empty last segment: another path than the one without it.
        return text.matches("[^{}\\s]*") ? new Segment.Literal(text) : null;
    }
}
