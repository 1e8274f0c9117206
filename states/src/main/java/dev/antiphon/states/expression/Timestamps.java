package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Points in time as the states language writes them: RFC 3339 with a capital T, and Z if any. */
public final class Timestamps {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?"
                            + "(Z|[+-]\\d{2}:\\d{2})");
    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /** Null if it is something else. */
    public static @Nullable Instant parse(JsonNode value) {
        return value.isTextual() ? parse(value.textValue()) : null;
    }

    /** Null if it is something else. */
    public static @Nullable Instant parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text, STRICT).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
