package dev.antiphon.states.machine;

import dev.antiphon.engine.Tx;

/** What a machine that is being deleted must know of executions. */
@FunctionalInterface
public interface RunningExecutions {
    /**
     * Ends some of the executions of a machine that run on this partition.
     *
     * @return whether there are more
     */
    boolean end(Tx tx, MachineArn machine);
}
