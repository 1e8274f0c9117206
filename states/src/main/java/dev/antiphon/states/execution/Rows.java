package dev.antiphon.states.execution;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parts of rows that several kinds of them have. */
final class Rows {
    private Rows() {}

    static void write(RowWriter out, Instant instant) {
        out.i64(instant.toEpochMilli());
    }

    static Instant readInstant(RowReader in) {
        return Instant.ofEpochMilli(in.i64());
    }

    static void writeOptional(RowWriter out, @Nullable Instant instant) {
        out.bool(instant != null);
        if (instant != null) {
            write(out, instant);
        }
    }

    static @Nullable Instant readOptionalInstant(RowReader in) {
        return in.bool() ? readInstant(in) : null;
    }

    static void writeOptional(RowWriter out, @Nullable Payload payload) {
        out.optionalText(payload == null ? null : payload.text());
    }

    static @Nullable Payload readOptionalPayload(RowReader in) {
        String text = in.optionalText();
        return text == null ? null : Payload.ofText(text);
    }
}
