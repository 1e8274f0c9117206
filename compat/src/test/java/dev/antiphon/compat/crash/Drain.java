package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Empties queues, and says what should have been in them and was not. */
final class Drain {
    /** Longer than any visibility timeout or delay with which messages are still away. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private Drain() {}

    /**
     * Receives and deletes until nothing is left to come, or nothing comes.
     *
     * @param done asked only when nothing came for a moment
     * @param seen told of what was received, before it is deleted
     */
    static void until(BooleanSupplier done, TrackedQueue queue, Consumer<Received> seen) {
        long lastSeen = System.nanoTime();
        while (System.nanoTime() - lastSeen < LONGEST_PAUSE.toNanos()) {
            Optional<Received> received =
                    queue.receive(LONG_ENOUGH).filter(some -> !some.messages().isEmpty());
            if (received.isPresent()) {
                seen.accept(received.get());
                queue.deleteCertainly(received.get().messages());
                lastSeen = System.nanoTime();
            } else if (done.getAsBoolean()) {
                return;
            }
        }
    }

    /** Everything acknowledged has to be deleted by now. */
    static void complain(List<Tracked> messages, TrackedQueue queue, Findings findings) {
        for (Tracked message : messages) {
            if (message.isThere()) {
                findings.add(Promise.ACKNOWLEDGED_MESSAGES_ARE_KEPT, message.toString());
            }
        }
        int left = queue.size();
        if (left != 0) {
            findings.add(
                    Promise.ACKNOWLEDGED_MESSAGES_ARE_KEPT,
                    queue.name() + " has " + left + " messages that do not come out");
        }
    }

    static String summary(TrackedQueue queue, List<Tracked> messages) {
        return "%s: %d messages acknowledged, %d received more than once"
                .formatted(
                        queue.name(),
                        messages.stream().filter(Tracked::isAcknowledged).count(),
                        messages.stream().filter(message -> message.receiveCount() > 1).count());
    }
}
