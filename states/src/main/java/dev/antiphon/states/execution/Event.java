package dev.antiphon.states.execution;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a history.
 *
 * @param fields as the type's shape says; those at the end may be missing
 */
record Event(long id, long previous, Instant time, EventType type, List<@Nullable String> fields) {
    @Nullable String field(int index) {
        return index < fields.size() ? fields.get(index) : null;
    }

    @Nullable Long number(int index) {
        String text = field(index);
        return text == null ? null : Long.valueOf(text);
    }
}
