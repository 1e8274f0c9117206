package dev.antiphon.sqs;

import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a received message stays invisible. */
final class VisibilityTimeout {
    private static final int LONGEST = 43_200;

    /** A message can be kept invisible for so long after it was received, and no longer. */
    static final Duration LONGEST_TOTAL = Duration.ofSeconds(LONGEST);

    private VisibilityTimeout() {}

    /** Of a receive: what it asks for, or the queue's. */
    static Duration ofReceive(@Nullable Integer asked, Queue queue) {
        if (asked == null) {
            return queue.attributes().visibilityTimeout();
        }
        if (asked < 0 || asked > LONGEST) {
            throw SqsErrors.invalidParameter(
                    "VisibilityTimeout", asked, "Must be >= 0 and <= 43200, if provided.");
        }
        return Duration.ofSeconds(asked);
    }

    /** Of a change for a message that was received already. */
    static Duration ofChange(@Nullable Integer asked) {
        if (asked == null) {
            throw SqsErrors.missingParameter("VisibilityTimeout");
        }
        if (asked < 0 || asked > LONGEST) {
            throw SqsErrors.invalidParameter(
                    "VisibilityTimeout",
                    asked,
                    "VisibilityTimeout must be an integer between 0 and 43200.");
        }
        return Duration.ofSeconds(asked);
    }

    /**
     * When a timeout that begins now is over. None is over at once: a client that gives a message
     * back and asks for it again must not miss it for a fraction of a millisecond.
     */
    static Instant end(Tx tx, Duration timeout) {
        return timeout.isZero() ? tx.now() : tx.after(timeout);
    }

    /** Checks that a message would not be invisible for longer than it may be in all. */
    static void checkTotal(Duration timeout, Instant received, Instant now) {
        long elapsed = Duration.between(received, now).toSeconds();
        if (elapsed + timeout.toSeconds() > LONGEST) {
            throw SqsErrors.invalidParameter(
                    "VisibilityTimeout",
                    timeout.toSeconds(),
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
    }
}
