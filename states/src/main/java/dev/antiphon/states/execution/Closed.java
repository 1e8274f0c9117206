package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import org.jspecify.annotations.Nullable;

/**
 * A Standard execution that has ended, with its result: the last event of its history has it.
 *
 * @param input as JSON
 */
record Closed(Execution execution, Standing standing, String input, Standing.Result result) {
    /** Null if the execution has not ended. */
    static @Nullable Closed of(Tx tx, Execution execution) {
        Standing standing = standing(tx, execution);
        if (!standing.status().closed()) {
            return null;
        }
        Event last = chunk(tx, execution, standing.lastChunk()).read().getLast();
        Standing.Result result =
                last.type() == EventType.EXECUTION_SUCCEEDED
                        ? new Standing.Result(last.field(0), null, null)
                        : new Standing.Result(null, last.field(0), last.field(1));
        return new Closed(execution, standing, input(tx, execution), result);
    }

    static Standing standing(Tx tx, Execution execution) {
        return Check.present(
                tx.get(execution.kept().standings(), execution.standing()),
                "an execution stands somehow");
    }

    static String input(Tx tx, Execution execution) {
        return String.valueOf(chunk(tx, execution, 1).read().getFirst().field(0));
    }

    private static HistoryChunk chunk(Tx tx, Execution execution, long firstId) {
        return Check.present(
                tx.get(ExecutionTables.HISTORY, new ChunkKey(execution.number(), firstId)),
                "the history of an execution is kept with it");
    }

    EndedExecution ended() {
        return new EndedExecution(
                execution.arn().toString(),
                execution.arn().name(),
                execution.machineArn(),
                execution.version(),
                execution.alias(),
                standing.status().name(),
                execution.started(),
                Check.present(standing.stopped(), "what has ended did so some time"),
                input,
                result.output(),
                result.error(),
                result.cause());
    }
}
