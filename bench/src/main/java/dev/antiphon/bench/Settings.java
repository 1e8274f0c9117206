package dev.antiphon.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is common to all runs.
 *
 * @param connections each with one request under way
 * @param warm load that is not measured
 * @param measured load that is
 * @param patience with a message that does not come, before it counts as lost: longer than the
 *     queue's visibility timeout
 * @param size of a message's body, in bytes
 * @param server the process that listens, if its costs are wanted
 * @param label copied to the result
 */
record Settings(
        Endpoint endpoint,
        Signing signing,
        int connections,
        Duration warm,
        Duration measured,
        Duration patience,
        int size,
        @Nullable ProcessHandle server,
        @Nullable String label) {
    /** The visibility timeout of a queue that is not told otherwise, and a little. */
    static final Duration PATIENCE = Duration.ofSeconds(35);

    Settings {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1");
        }
        if (size < Sends.SMALLEST_BODY) {
            throw new IllegalArgumentException("size must be at least " + Sends.SMALLEST_BODY);
        }
    }
}
