package dev.antiphon.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a partition that wait for one target: each target has a lane of its own, so
 * that one that is slow or fails holds up nobody else's.
 */
final class Lane {
    /** A delivery that waits. */
    record Waiting(long due, long number) {}

    private final String target;
    private final TreeSet<Waiting> waiting =
            new TreeSet<>(
                    Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));
    private final Set<Long> underWay = new HashSet<>();
    private Limits limits = Limits.DEFAULTS;

    /** By the rate: the earliest time of the next call, in milliseconds, with a fraction. */
    private double openAt;

    /** Where the schedule has it; may be too early, never too late. */
    long scheduled = Long.MAX_VALUE;

    Lane(String target) {
        this.target = target;
    }

    String target() {
        return target;
    }

    void limit(Limits next) {
        limits = next;
    }

    void add(Waiting entry) {
        waiting.add(entry);
    }

    void remove(Waiting entry) {
        waiting.remove(entry);
    }

    void begin(long number, Instant at) {
        underWay.add(number);
        double now = at.toEpochMilli();
        // The beat goes on from when the call was due, so that the rate is met on average, but what
        // was missed in a pause is not made up for.
        openAt = Math.max(openAt, now - limits.intervalMillis()) + limits.intervalMillis();
    }

    void end(long number) {
        underWay.remove(number);
    }

    /** Whether nothing would be lost with it. One with a rate has to remember its beat. */
    boolean forgettable() {
        return waiting.isEmpty() && underWay.isEmpty() && limits.intervalMillis() == 0;
    }

    int size() {
        return waiting.size() + underWay.size();
    }

    /** When the next attempt may begin, in milliseconds of the epoch. */
    long nextDue() {
        if (waiting.isEmpty() || underWay.size() >= limits.concurrency()) {
            return Long.MAX_VALUE;
        }
        return Math.max(waiting.first().due, (long) Math.ceil(openAt));
    }

    @Nullable Waiting due(long now) {
        return nextDue() <= now ? waiting.first() : null;
    }
}
