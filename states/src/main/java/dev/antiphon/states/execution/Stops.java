package dev.antiphon.states.execution;

import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** Stops executions from other partitions: those that a state started which is itself stopped. */
public final class Stops {
    static final String RECEIVER = "states.stop";

    private Stops() {}

    /** Stops a Standard execution, if it runs. */
    public static void stop(
            Tx tx, String executionArn, @Nullable String error, @Nullable String cause) {
        RowWriter out = new RowWriter().optionalText(error).optionalText(cause);
        tx.send(RECEIVER, executionArn, out.toBytes());
    }

    static Receiver receiver(Programs programs) {
        return (tx, home, payload) -> {
            RowReader in = new RowReader(payload);
            Execution execution = tx.get(ExecutionTables.STANDARD.executions(), home);
            if (execution != null) {
                stop(tx, programs, execution, in.optionalText(), in.optionalText());
            }
        };
    }

    static void stop(
            Tx tx,
            Programs programs,
            Execution execution,
            @Nullable String error,
            @Nullable String cause) {
        OpenExecution open =
                OpenExecution.find(
                        tx, programs, execution.arn().home(), execution.number());
        if (open != null) {
            open.run().stop(new Run.Ending(Status.ABORTED, null, error, cause));
            open.save();
        }
    }
}
