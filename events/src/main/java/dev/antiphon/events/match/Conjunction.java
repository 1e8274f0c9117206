package dev.antiphon.events.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.MatchType;
import software.amazon.event.ruler.Patterns;

/** Fields all of which must match: a pattern, or with {@code $or} one of its ways to match. */
final class Conjunction {
    /**
     * @param alternatives of which one must match some value
     * @param orAbsent whether the field may also be missing
     */
    record Field(String path, List<Matcher> alternatives, boolean orAbsent) {}

    private final List<Field> fields;

    /** So that fields of the same array are side by side. */
    private final List<Field> byPath;

    private Conjunction(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.byPath = fields.stream().sorted(Comparator.comparing(Field::path)).toList();
    }

    /** What the ruler made of a pattern. */
    static Conjunction of(Map<String, List<Patterns>> compiled) {
        Map<String, Field> fields = new LinkedHashMap<>();
        compiled.forEach((path, patterns) -> {
            List<Matcher> alternatives = new ArrayList<>();
            boolean orAbsent = false;
            for (Patterns pattern : patterns) {
                if (pattern.type() == MatchType.ABSENT) {
                    orAbsent = true;
                } else {
                    alternatives.add(Matcher.of(pattern));
                }
            }
            fields.put(path, new Field(path, List.copyOf(alternatives), orAbsent));
        });
        return new Conjunction(new ArrayList<>(fields.values()));
    }

    List<Field> fields() {
        return fields;
    }

    boolean matches(EventFields event) {
        // Most do not match, and most of those not in any way.
        for (Field field : fields) {
            if (!matches(event, field)) {
                return false;
            }
        }
        return together(event);
    }

    private static boolean matches(EventFields event, Field field) {
        List<EventFields.Value> values = event.get(field.path);
        if (values == null) {
            return field.orAbsent;
        }
        for (EventFields.Value value : values) {
            if (matches(value, field)) {
                return true;
            }
        }
        return false;
    }

    static boolean matches(EventFields.Value value, Field field) {
        for (Matcher matcher : field.alternatives) {
            if (matcher.matches(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean together(EventFields event) {
        return new Togetherness(byPath, event).found();
    }

    /** What is wrong with the first field that does not match, or null. */
    @Nullable String mismatch(EventFields event) {
        for (Field field : fields) {
            if (!matches(event, field)) {
                return Mismatch.of(field, event.get(field.path));
            }
        }
        return together(event) ? null : "no element of an array has all the values together";
    }
}
