package dev.antiphon.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The next few thousand timers of a partition, in memory; the rows hold them all, so a million of
 * them cost disk and not heap. Everything due before {@code horizon} is in the window; when it runs
 * empty, it is filled again from the rows.
 */
final class TimerWindow {
    private static final int FILL = 2_048;
    private static final int LIMIT = 2 * FILL;
    private static final Comparator<Timer> ORDER =
            Comparator.comparing(Timer::due)
                    .thenComparing(Timer::handler)
                    .thenComparing(Timer::key);

    private final TreeSet<Timer> window = new TreeSet<>(ORDER);

    /** The last timer that the window is known to reach, or null when it holds all there are. */
    private @Nullable Timer horizon;

    /** Begins with all rows that there are. */
    void open(Scan<Timer, Boolean> rows) {
        window.clear();
        fill(rows);
    }

    /**
     * Where the rows begin that are not in the window, when it has run empty: what was before has
     * fired, and to scan over that again would cost more with every timer.
     */
    Timer beyond() {
        return Objects.requireNonNull(horizon, "asked only of a window that is exhausted");
    }

    /**
     * Goes on behind what it has been shown.
     *
     * @param rows from {@link #beyond} on
     */
    void refill(Scan<Timer, Boolean> rows) {
        fill(rows);
    }

    private void fill(Scan<Timer, Boolean> rows) {
        horizon = null;
        while (rows.next()) {
            window.add(rows.key());
            if (window.size() == FILL) {
                horizon = window.last();
                return;
            }
        }
    }

    void added(Timer timer) {
        if (horizon != null && ORDER.compare(timer, horizon) > 0) {
            return;
        }
        window.add(timer);
        if (window.size() > LIMIT) {
            while (window.size() > FILL) {
                window.pollLast();
            }
            horizon = window.last();
        }
    }

    void removed(Timer timer) {
        window.remove(timer);
    }

    /** Whether there may be timers beyond an empty window. */
    boolean exhausted() {
        return window.isEmpty() && horizon != null;
    }

    Instant nextDue() {
        if (window.isEmpty()) {
            return horizon == null ? Instant.MAX : horizon.due();
        }
        return window.first().due();
    }

    /** The first timer that is due, or null. */
    @Nullable Timer due(Instant now) {
        return !window.isEmpty() && !window.first().due().isAfter(now) ? window.first() : null;
    }
}
