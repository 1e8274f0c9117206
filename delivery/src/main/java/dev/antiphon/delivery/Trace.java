package dev.antiphon.delivery;

import dev.antiphon.engine.Effect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of an event's way for those who ask where it went. Kept in memory, for a time, off
 * the hot path; nothing rests on it.
 */
public sealed interface Trace extends Effect {
    /** The id of the event or message. */
    String id();

    /** What it holds on to in memory beside names: the body of an event, for one. */
    int bytes();

    /**
     * An event or message has come to a bus or topic.
     *
     * @param at the ARN of the bus or topic
     * @param verdicts worked out when somebody asks; must hold on to nothing that changes
     * @param bytes what they are worked out from
     */
    record Routed(String id, String at, Instant time, Verdicts verdicts, int bytes)
            implements Trace {}

    /** What became of it at every rule or subscription. */
    @FunctionalInterface
    interface Verdicts {
        List<Verdict> list();
    }

    /**
     * @param arn of the rule or subscription
     * @param reason if it did not match: the first field that did not, and why
     */
    record Verdict(String arn, boolean matched, @Nullable String reason) {}

    /**
     * One attempt to deliver.
     *
     * @param attempt counted from 1
     * @param error code and message, as far as somebody would read it (a function may return
     *     megabytes), or null if it succeeded
     * @param next when it is tried again, or null if it is not
     */
    record Attempted(
            String id,
            String origin,
            String target,
            Instant time,
            int attempt,
            @Nullable String error,
            @Nullable Instant next)
            implements Trace {
        /** In characters. */
        private static final int LONGEST_ERROR = 2_000;

        public Attempted {
            if (error != null && error.length() > LONGEST_ERROR) {
                error = error.substring(0, LONGEST_ERROR) + "…";
            }
        }

        @Override
        public int bytes() {
            return error == null ? 0 : error.length() * Character.BYTES;
        }
    }
}
