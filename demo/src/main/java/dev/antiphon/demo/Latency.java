package dev.antiphon.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/** How long orders took: since the beginning, and within the last few seconds. Not thread-safe. */
final class Latency {

    /** {@code count} 0 means that nothing was measured, and the rest is zero. */
    record Percentiles(long count, Duration p50, Duration p99, Duration maximum) {
        static final Percentiles NONE =
                new Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        private static Percentiles of(Histogram histogram) {
            return new Percentiles(
                    histogram.getTotalCount(),
                    nanos(histogram.getValueAtPercentile(50)),
                    nanos(histogram.getValueAtPercentile(99)),
                    nanos(histogram.getMaxValue()));
        }

        private static Duration nanos(long value) {
            return Duration.ofNanos(value);
        }
    }

    private record Second(long number, Histogram histogram) {}

    private static final int RECENT_SECONDS = 5;
    private static final long LONGEST = Duration.ofHours(1).toNanos();
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Histogram total = newHistogram();
    private final Deque<Second> recent = new ArrayDeque<>();

    void record(Duration latency, long now) {
        long nanos = Math.clamp(latency.toNanos(), 1, LONGEST);
        total.recordValue(nanos);
        forget(now);
        long number = now / NANOS_PER_SECOND;
        if (recent.isEmpty() || recent.getLast().number() != number) {
            recent.add(new Second(number, newHistogram()));
        }
        recent.getLast().histogram().recordValue(nanos);
    }

    Percentiles total() {
        return Percentiles.of(total);
    }

    Percentiles recent(long now) {
        forget(now);
        Histogram sum = newHistogram();
        recent.forEach(second -> sum.add(second.histogram()));
        return Percentiles.of(sum);
    }

    private void forget(long now) {
        long oldest = now / NANOS_PER_SECOND - RECENT_SECONDS;
        while (!recent.isEmpty() && recent.getFirst().number() <= oldest) {
            recent.removeFirst();
        }
    }

    /** Two digits are enough to read and keep one histogram within some twenty kilobytes. */
    private static Histogram newHistogram() {
        return new Histogram(LONGEST, 2);
    }
}
