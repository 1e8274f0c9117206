package dev.antiphon.events.match;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why a field does not match. */
final class Mismatch {
    private static final int LONGEST = 100;

    private Mismatch() {}

    static String of(Conjunction.Field field, @Nullable List<EventFields.Value> values) {
        if (values == null) {
            return field.path() + " is missing";
        }
        if (field.alternatives().isEmpty()) {
            return field.path() + " is present";
        }
        String shown = values.stream().map(value -> value.token).collect(Collectors.joining(", "));
        return field.path()
                + " is "
                + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown);
    }
}
