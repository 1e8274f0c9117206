package dev.antiphon.states.task;

import dev.antiphon.engine.Tx;

/** Takes what came of calls. */
public interface TaskOutcomes {
    /**
     * To be called on the partition of the address's home, in an operation that nobody else's state
     * is being run in (a receiver, a call of the invoker's). One that nobody waits for is dropped.
     */
    void take(Tx tx, TaskAddress address, TaskOutcome outcome);

    /**
     * Whether somebody still waits for it: for calls outside that a crash interrupted, before they
     * are made again.
     */
    boolean awaited(Tx tx, TaskAddress address);
}
