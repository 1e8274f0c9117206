package dev.antiphon.sqs;

import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.time.Instant;

/**
 * Removes the messages of a queue that are older than its retention period, in whatever state they
 * are.
 *
 * <p>What it knows are bounds: no message has a lower sequence than {@link #from} and none was sent
 * before {@link #oldest}. A sweep reads the rows from there on. Messages come in the order in which
 * they were sent, so it ends at the first that is young enough, which becomes the bound; between
 * two sweeps lies, at a steady flow, a whole retention period. Only a dead-letter queue takes
 * messages in that were sent earlier than those before them: such a queue is swept to its end,
 * though not more than once a minute.
 *
 * <p>Rejected: a row or a heap entry per message in the order of expiry. It would double the writes
 * or the memory for what happens to messages that nobody wants any more. A receive looks at the age
 * of what it takes, so nobody ever sees an expired message that is not swept yet.
 */
final class Retention {
    private static final int ROWS_A_SLICE = 500;
    private static final long BYTES_A_SLICE = 8 << 20;
    private static final long BETWEEN_FULL_SWEEPS = 60_000;

    private long from = Long.MIN_VALUE;
    private long oldest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private boolean disordered;
    private long notBefore;

    // Of a full sweep under way.
    private long next = Long.MIN_VALUE;
    private long oldestSeen = Long.MAX_VALUE;

    /** Whether a message is to be gone by now. */
    static boolean expired(Queue queue, Instant sent, Instant now) {
        return !sent.plus(queue.attributes().retention()).isAfter(now);
    }

    void added(long sequence, long sent, boolean first) {
        if (first) {
            from = sequence;
            oldest = sent;
            disordered = false;
            endFullSweep();
        } else {
            oldest = Math.min(oldest, sent);
            disordered |= sent < latest;
        }
        latest = Math.max(sent, first ? Long.MIN_VALUE : latest);
    }

    /** When to sweep next, for a queue that has messages. */
    long due(Queue queue) {
        return oldest == Long.MAX_VALUE
                ? oldest
                : Math.max(notBefore, oldest + queue.attributes().retention().toMillis());
    }

    /** A part of a sweep. If it does not come to the end, the next part is due at once. */
    void sweep(Tx tx, LiveQueue queue) {
        int rows = 0;
        long bytes = 0;
        MessageKey start = new MessageKey(queue.queueId(), Math.max(from, next));
        try (Scan<MessageKey, StoredMessage> scan =
                tx.scan(SqsTables.MESSAGES, start, MessageKey.end(queue.queueId()))) {
            while (scan.next()) {
                long sequence = scan.key().sequence();
                StoredMessage message = scan.value();
                long sent = message.sent().toEpochMilli();
                if (expired(queue.definition(), message.sent(), tx.now())) {
                    Messages.remove(tx, queue, scan.key(), message);
                } else if (!disordered) {
                    from = sequence;
                    oldest = sent;
                    return;
                } else {
                    oldestSeen = Math.min(oldestSeen, sent);
                }
                rows++;
                bytes += message.bytes();
                if (rows == ROWS_A_SLICE || bytes > BYTES_A_SLICE) {
                    next = sequence + 1;
                    return;
                }
            }
        }
        oldest = oldestSeen;
        if (disordered) {
            notBefore = tx.now().toEpochMilli() + BETWEEN_FULL_SWEEPS;
        }
        endFullSweep();
    }

    /** What a sweep changes, for when its operation fails. */
    record Bounds(long from, long oldest, long notBefore, long next, long oldestSeen) {}

    Bounds bounds() {
        return new Bounds(from, oldest, notBefore, next, oldestSeen);
    }

    void restore(Bounds bounds) {
        from = bounds.from;
        oldest = bounds.oldest;
        notBefore = bounds.notBefore;
        next = bounds.next;
        oldestSeen = bounds.oldestSeen;
    }

    private void endFullSweep() {
        next = Long.MIN_VALUE;
        oldestSeen = Long.MAX_VALUE;
    }
}
