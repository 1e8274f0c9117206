package dev.antiphon.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers as one likes to read them, the same in every locale. */
final class Figures {

    private Figures() {}

    static String duration(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    /** Minutes and seconds. */
    static String clock(Duration duration) {
        return String.format(
                Locale.ROOT, "%02d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
