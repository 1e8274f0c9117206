package dev.antiphon.events.archive;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Points in time, or none, as rows have them. */
final class Times {
    private Times() {}

    static void write(@Nullable Instant time, RowWriter out) {
        out.bool(time != null);
        if (time != null) {
            out.i64(time.toEpochMilli());
        }
    }

    static @Nullable Instant read(RowReader in) {
        return in.bool() ? Instant.ofEpochMilli(in.i64()) : null;
    }
}
