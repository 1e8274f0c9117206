package dev.antiphon.states.execution;

import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.time.Instant;

/** The timers of an execution's strands, in one transaction. */
final class StrandTimers {
    private final Tx tx;
    private final Execution execution;

    StrandTimers(Tx tx, Execution execution) {
        this.tx = tx;
        this.execution = execution;
    }

    /** Sees that the strand's timer is set for what it waits for. */
    void arm(Strand strand) {
        Instant due = strand.phase.due();
        long nonce = strand.phase.nonce();
        Instant armed = strand.armed;
        if (armed != null && (due == null || nonce != strand.armedNonce || due.isBefore(armed))) {
            tx.cancelTimer(timer(strand, armed, strand.armedNonce));
            strand.armed = null;
        }
        // One that fires too early, since a heartbeat has come, is set again then.
        if (due != null && strand.armed == null) {
            tx.setTimer(timer(strand, due, nonce));
            strand.armed = due;
            strand.armedNonce = nonce;
        }
    }

    void disarm(Strand strand) {
        if (strand.armed != null) {
            tx.cancelTimer(timer(strand, strand.armed, strand.armedNonce));
            strand.armed = null;
        }
    }

    private Timer timer(Strand strand, Instant due, long nonce) {
        return new Timer(
                OpenExecution.STRAND_TIMER,
                due,
                execution.arn().home()
                        + "\n"
                        + execution.number()
                        + "\n"
                        + strand.id
                        + "\n"
                        + nonce);
    }
}
