package dev.antiphon.invoker.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names of log streams: {@code 2026/11/21/[$LATEST]} and 32 digits. */
final class LogStreams {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LogStreams() {}

    static String name(String version, Instant now, RandomGenerator random) {
        return DAY.format(now)
                + "/["
                + version
                + "]"
                + String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }
}
