package dev.antiphon.engine;

import java.time.Duration;

/** Told of what the engine does, for metrics. Called on the engine's threads: it must be cheap. */
public interface EngineMeters {
    /**
     * A commit was written.
     *
     * @param batches of partitions that it merged
     * @param changes rows that it wrote or removed
     * @param bytes that it took in the log, roughly
     * @param synced whether it waited for the disk
     */
    void committed(int batches, int changes, long bytes, boolean synced, Duration took);

    /** A commit failed. */
    void commitFailed();

    /** For those who do not measure. */
    EngineMeters NONE =
            new EngineMeters() {
                @Override
                public void committed(
                        int batches, int changes, long bytes, boolean synced, Duration took) {}

                @Override
                public void commitFailed() {}
            };
}
