package dev.antiphon.states.execution;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** Stops executions from other partitions: those that a state started which is itself stopped. */
public final class Stops {
    /** Why, as whoever stops it says. */
    record Reason(@Nullable String error, @Nullable String cause) {}

    static final ParcelKind<Reason> STOP =
            new ParcelKind<>(
                    "states.stop",
                    (reason, out) -> out.optionalText(reason.error).optionalText(reason.cause),
                    (home, in) -> new Reason(in.optionalText(), in.optionalText()));

    private Stops() {}

    /** Stops a Standard execution, if it runs. */
    public static void stop(
            Tx tx, String executionArn, @Nullable String error, @Nullable String cause) {
        tx.send(STOP, executionArn, new Reason(error, cause));
    }

    static Receiver<Reason> receiver(Programs programs) {
        return (tx, home, reason) -> {
            Execution execution = tx.get(ExecutionTables.STANDARD.executions(), home);
            if (execution != null) {
                stop(tx, programs, execution, reason.error, reason.cause);
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
                OpenExecution.find(tx, programs, execution.arn().home(), execution.number());
        if (open != null) {
            open.run().stop(new Run.Ending(Status.ABORTED, null, error, cause));
            open.save();
        }
    }
}
