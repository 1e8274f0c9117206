package dev.antiphon.invoker;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Points in time as HTTP's headers have them, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
final class HttpDates {
    private HttpDates() {}

    /** Null if it is none. */
    static @Nullable Instant parse(String value) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
