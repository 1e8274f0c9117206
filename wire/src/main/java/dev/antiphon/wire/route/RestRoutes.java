package dev.antiphon.wire.route;

import dev.antiphon.wire.codec.UrlEncoded;
import dev.antiphon.wire.model.OperationModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods and paths of a service's operations. */
final class RestRoutes {
    /** An operation found, with the variable parts of its path. */
    record Match(OperationModel operation, Map<String, String> labels) {}

    private record Template(OperationModel operation, String[] parts, String query) {
        static Template of(OperationModel operation) {
            String path = operation.path();
            int mark = path.indexOf('?');
            return new Template(
                    operation,
                    split(mark < 0 ? path : path.substring(0, mark)),
                    mark < 0 ? "" : path.substring(mark + 1));
        }

        /** Fixed parts and a fixed query first: {@code /x/events} is not {@code /x/{Name}}. */
        long fixed() {
            long fixed = 0;
            for (String part : parts) {
                fixed += isLabel(part) ? 0 : 2;
            }
            return fixed + (query.isEmpty() ? 0 : 1);
        }

        boolean greedy() {
            return parts.length > 0 && parts[parts.length - 1].endsWith("+}");
        }
    }

    private final List<Template> templates = new ArrayList<>();

    RestRoutes(ServiceModel service) {
        service.operations().values().forEach(o -> templates.add(Template.of(o)));
        templates.sort(Comparator.comparingLong(Template::fixed).reversed());
    }

    @Nullable Match match(String method, String path, String query) {
        String[] parts = split(path);
        for (Template template : templates) {
            if (template.operation().method().equals(method) && hasQuery(template, query)) {
                Map<String, String> labels = labels(template, parts);
                if (labels != null) {
                    return new Match(template.operation(), labels);
                }
            }
        }
        return null;
    }

    private static boolean hasQuery(Template template, String query) {
        return template.query().isEmpty() || ("&" + query + "&").contains("&" + template.query());
    }

    private static @Nullable Map<String, String> labels(Template template, String[] parts) {
        String[] wanted = template.parts();
        if (template.greedy() ? parts.length < wanted.length : parts.length != wanted.length) {
            return null;
        }
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            String part = wanted[i];
            if (part.endsWith("+}")) {
                String rest = String.join("/", List.of(parts).subList(i, parts.length));
                labels.put(part.substring(1, part.length() - 2), UrlEncoded.decodePath(rest));
            } else if (isLabel(part)) {
                if (parts[i].isEmpty()) {
                    return null;
                }
                labels.put(part.substring(1, part.length() - 1), UrlEncoded.decodePath(parts[i]));
            } else if (!part.equals(parts[i])) {
                return null;
            }
        }
        return labels;
    }

    private static boolean isLabel(String part) {
        return part.startsWith("{");
    }

    /** A slash at the end counts for nothing. */
    private static String[] split(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(from, to).split("/", -1);
    }
}
