package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message group: what was sent to it, in order, and how far its one receiver has come. The
 * receiver has a place in that order; what lies before it has been deleted, or perhaps.
 */
final class Group {
    /** As {@link Tracked} allows. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private final String name;
    private final Findings findings;
    private final List<Tracked> messages = new ArrayList<>();
    private int place;
    private long closedUntil = Long.MIN_VALUE;

    Group(String name, Findings findings) {
        this.name = name;
        this.findings = findings;
    }

    String name() {
        return name;
    }

    /** The message that its sender has to try again; null if the last one was acknowledged. */
    synchronized @Nullable Tracked unacknowledged() {
        return messages.isEmpty() || messages.getLast().isAcknowledged()
                ? null
                : messages.getLast();
    }

    synchronized void add(Tracked message) {
        messages.add(message);
    }

    /**
     * Its receiver got messages. They have to be the next ones that are not deleted.
     *
     * @param some all that the answer holds of this group, in their order
     */
    synchronized void received(Received received, List<Tracked> some) {
        if (received.answer().to() < closedUntil) {
            findings.add(Promise.GROUPS_WAIT_FOR_MESSAGES_IN_FLIGHT, some + " of " + name);
        }
        while (place < messages.size() && messages.get(place).isDeleted() == Tracked.Fate.YES) {
            place++;
        }
        int next = place;
        for (Tracked message : some) {
            while (next < messages.size()
                    && messages.get(next) != message
                    && messages.get(next).isDeleted() != Tracked.Fate.NO) {
                next++; // the delete whose answer was lost did happen
            }
            if (next == messages.size() || messages.get(next) != message) {
                findings.add(
                        Promise.GROUPS_KEEP_THEIR_ORDER,
                        "%s of %s came in place of %s"
                                .formatted(
                                        message,
                                        name,
                                        next == messages.size() ? "nothing" : messages.get(next)));
                return;
            }
            next++;
        }
        closedUntil =
                received.answer().from() + received.visibilityTimeout().minus(TOLERANCE).toNanos();
    }

    /** None of its messages is in flight any more. */
    synchronized void open() {
        closedUntil = Long.MIN_VALUE;
    }
}
