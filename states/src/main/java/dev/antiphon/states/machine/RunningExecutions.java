package dev.antiphon.states.machine;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** What a machine that is being deleted must know of executions. */
@FunctionalInterface
public interface RunningExecutions {
    /**
     * Ends some of the executions of a machine that run on this partition.
     *
     * @param from what the last call returned, or null for the first
     * @return where to go on, or null if there are no more
     */
    @Nullable String end(Tx tx, MachineArn machine, @Nullable String from);
}
