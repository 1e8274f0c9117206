package dev.antiphon.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether one queue keeps its promises about deliveries. A message may be delivered again:
 * after its visibility timeout, or after its consumer gave it back. It may not come while someone
 * still holds it, and it may not come back after its deletion was acknowledged.
 *
 * <p>All times are the client's own, read before a request was sent or after its answer came, so
 * that the time on the way can only excuse the queue, never accuse it.
 */
final class Deliveries {

    enum Finding {
        FIRST,
        AGAIN,
        WHILE_HELD,
        AFTER_DELETION
    }

    /** Queues keep their timeouts in whole milliseconds, and two clocks do not run alike. */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private static final class Trace {
        long heldSince;
        boolean givenBack;
        @Nullable Long deletedAt;
    }

    private final long visibilityTimeout;
    private final Map<String, Trace> traces = new HashMap<>();

    Deliveries(Duration visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout.minus(TOLERANCE).toNanos();
    }

    /** A receive call that began at {@code asked} and was answered at {@code answered} had it. */
    synchronized Finding delivered(String messageId, long asked, long answered) {
        Trace trace = traces.get(messageId);
        if (trace == null) {
            trace = new Trace();
            trace.heldSince = asked;
            traces.put(messageId, trace);
            return Finding.FIRST;
        }
        Finding finding = judge(trace, asked, answered);
        trace.heldSince = asked;
        trace.givenBack = false;
        return finding;
    }

    private Finding judge(Trace trace, long asked, long answered) {
        if (trace.deletedAt != null && asked - trace.deletedAt > 0) {
            return Finding.AFTER_DELETION;
        }
        boolean timedOut = answered - trace.heldSince >= visibilityTimeout;
        return timedOut || trace.givenBack ? Finding.AGAIN : Finding.WHILE_HELD;
    }

    /**
     * To be called before the request that gives it back, for the queue may act before it answers.
     */
    synchronized void givingBack(String messageId) {
        trace(messageId).givenBack = true;
    }

    /**
     * To be called after the answer that acknowledges the deletion, which is no promise if the
     * message was held for too long: it may have been delivered again meanwhile, unseen, and then a
     * standard queue takes the deletion for outdated and says nothing.
     *
     * @param asked when the receive call began that brought the message
     */
    synchronized void deleted(String messageId, long asked, long answered) {
        Trace trace = trace(messageId);
        boolean inTime = answered - asked < visibilityTimeout;
        if (inTime && trace.deletedAt == null) {
            trace.deletedAt = answered;
        }
    }

    private Trace trace(String messageId) {
        Trace trace = traces.get(messageId);
        if (trace == null) {
            throw new IllegalArgumentException(messageId + " was never delivered");
        }
        return trace;
    }
}
