package dev.antiphon.states.execution;

import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That an execution does not take longer than it may. */
final class Expiry {
    /** Fires when an execution has taken too long. */
    static final String TIMER = "states.expiry";

    private static final Duration STANDARD_AT_MOST = Duration.ofDays(365);
    private static final Duration EXPRESS_AT_MOST = Duration.ofMinutes(5);

    private Expiry() {}

    /** How long an execution may take. */
    static Duration longest(Program program, Execution execution) {
        Duration most = execution.express() ? EXPRESS_AT_MOST : STANDARD_AT_MOST;
        Long seconds = program.timeoutSeconds();
        Duration own = seconds == null ? most : Duration.ofSeconds(seconds);
        return own.compareTo(most) < 0 ? own : most;
    }

    /**
     * Sees that a timer is set for one that is now known to wait, and for no other.
     *
     * @param before as it stood before the operation, or null
     * @return when it fires, or null
     */
    static @Nullable Instant follow(
            Tx tx,
            Execution execution,
            Program program,
            @Nullable Standing before,
            boolean ended,
            boolean redriven) {
        Instant set = before == null ? null : before.expiry();
        if (ended) {
            if (set != null) {
                tx.cancelTimer(timer(execution, set));
            }
            return null;
        }
        if (set != null) {
            return set;
        }
        Instant due = (redriven ? tx.now() : execution.started()).plus(longest(program, execution));
        tx.setTimer(timer(execution, due));
        return due;
    }

    private static Timer timer(Execution execution, Instant due) {
        return new Timer(TIMER, due, execution.arn().home() + "\n" + execution.number());
    }
}
