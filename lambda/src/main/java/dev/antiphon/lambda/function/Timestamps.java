package dev.antiphon.lambda.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the texts of answers: {@code 2024-05-01T10:00:00.123+0000}. */
final class Timestamps {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String text(Instant time) {
        return FORMAT.format(time);
    }
}
