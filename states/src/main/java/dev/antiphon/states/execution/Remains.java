package dev.antiphon.states.execution;

import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import dev.antiphon.states.execution.ExecutionTables.Kept;
import dev.antiphon.states.execution.ExecutionTables.ResultKey;
import dev.antiphon.states.execution.MapRunTables.ListKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of an execution that nobody knows any more. They go some at a time: there may be
 * thousands, and each of them may be large.
 */
final class Remains {
    /** Fires when there are more to remove. */
    static final String TIMER = "states.remains";

    private static final int AT_ONCE = 200;

    /** Bytes that count like a row. */
    private static final int LARGE = 65_536;

    private static final String EXPRESS = "express\n";

    private final Tx tx;
    private int left = AT_ONCE;

    private Remains(Tx tx) {
        this.tx = tx;
    }

    static void sweep(Tx tx, Timer timer) {
        String key = timer.key();
        boolean express = key.startsWith(EXPRESS);
        sweep(tx, express, Long.parseLong(key.substring(express ? EXPRESS.length() : 0)));
    }

    static void sweep(Tx tx, boolean express, long execution) {
        Remains remains = new Remains(tx);
        remains.removeOf(ExecutionTables.kept(express), execution);
        if (remains.left <= 0) {
            tx.setTimer(new Timer(TIMER, tx.now(), (express ? EXPRESS : "") + execution));
        }
    }

    private void removeOf(Kept kept, long execution) {
        remove(
                ExecutionTables.HISTORY,
                new ChunkKey(execution, 0),
                new ChunkKey(execution, Long.MAX_VALUE),
                _ -> {});
        remove(
                kept.strands(),
                new StrandRow.Key(execution, 0),
                new StrandRow.Key(execution, Long.MAX_VALUE),
                _ -> {});
        remove(
                kept.items(),
                new StrandRow.Key(execution, 0),
                new StrandRow.Key(execution, Long.MAX_VALUE),
                _ -> {});
        remove(
                kept.results(),
                new ResultKey(execution, 0, 0),
                new ResultKey(execution, Long.MAX_VALUE, 0),
                _ -> {});
        remove(
                ExecutionTables.WATCHES,
                new Watch.Key(execution, 0),
                new Watch.Key(execution, Long.MAX_VALUE),
                _ -> {});
        remove(
                MapRunTables.LISTED,
                new ListKey(execution, ""),
                new ListKey(execution + 1, ""),
                key -> OrderedMapRuns.forget(tx, key.mapRun()));
    }

    private <K> void remove(Table<K, ?> table, K from, K to, Consumer<K> removed) {
        List<K> keys = new ArrayList<>();
        try (Scan<K, ?> rows = tx.scan(table, from, to)) {
            while (left > 0 && rows.next()) {
                keys.add(rows.key());
                // The scan reads what goes.
                left -=
                        rows.value() instanceof HistoryChunk chunk
                                ? 1 + chunk.events().length / LARGE
                                : 1;
            }
        }
        for (K key : keys) {
            tx.delete(table, key);
            removed.accept(key);
        }
    }
}
