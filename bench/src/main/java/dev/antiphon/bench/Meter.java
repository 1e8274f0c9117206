package dev.antiphon.bench;

import org.HdrHistogram.Histogram;

/** Counts what happens within the measured time, and how long it took. */
final class Meter {
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private final Histogram latencies = new Histogram(1_000, LONGEST_NANOS, 3);
    private boolean running;
    private long startedAt;
    private long stoppedAt;
    private long messages;

    void start() {
        running = true;
        startedAt = System.nanoTime();
    }

    void stop() {
        if (running) {
            running = false;
            stoppedAt = System.nanoTime();
        }
    }

    boolean running() {
        return running;
    }

    void record(long nanos, int count) {
        if (running) {
            latencies.recordValue(Math.clamp(nanos, 1_000, LONGEST_NANOS));
            messages += count;
        }
    }

    double seconds() {
        return (stoppedAt - startedAt) / 1e9;
    }

    double messagesPerSecond() {
        return messages / seconds();
    }

    double callsPerSecond() {
        return calls() / seconds();
    }

    long messages() {
        return messages;
    }

    long calls() {
        return latencies.getTotalCount();
    }

    double percentileMillis(double percentile) {
        return calls() == 0 ? 0 : latencies.getValueAtPercentile(percentile) / 1e6;
    }

    double maxMillis() {
        return calls() == 0 ? 0 : latencies.getMaxValue() / 1e6;
    }
}
