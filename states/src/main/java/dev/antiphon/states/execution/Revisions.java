package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that a partition keeps for what it runs, and how it comes by being rid of them.
 *
 * <p>Nobody counts who uses one: that would be a row more for each execution. Some months after a
 * revision came it is condemned, and all executions are looked through for it, some at a time. If
 * one runs it, or a Map Run will have children that do, it is spared for a while; if none does, it
 * goes. An execution that begins meanwhile, behind the place that the search has reached, finds
 * that the revision is condemned and keeps it anew, as if it had never been there.
 */
final class Revisions {
    /** Fires when a revision may not be needed any more. */
    static final String SWEEP_TIMER = "states.sweep-revision";

    private static final Duration UNTIL_SWEEP = Endings.KEPT.plusDays(1);
    private static final Duration SPARED = Duration.ofDays(30);

    /** Executions that one turn of a search looks at. */
    private static final int AT_ONCE = 1_000;

    /** Behind all keys of executions. */
    private static final String END = "~";

    /** A Map Run that has children on this partition, or may have. */
    record Hold(String hash, String mapRun) {
        static final KeyCodec<Hold> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(Hold key, KeyWriter out) {
                        out.text(key.hash).text(key.mapRun);
                    }

                    @Override
                    public Hold read(KeyReader in) {
                        return new Hold(in.text(), in.text());
                    }
                };
    }

    /**
     * How far the search for users of a revision has come.
     *
     * @param express whether it has been through the Standard ones
     * @param key of the execution that is next
     */
    record Search(boolean express, String key) {
        static final RowCodec<Search> CODEC =
                new RowCodec<>() {
                    @Override
                    public int version() {
                        return 1;
                    }

                    @Override
                    public void write(Search search, RowWriter out) {
                        out.bool(search.express).text(search.key);
                    }

                    @Override
                    public Search read(int version, RowReader in) {
                        return new Search(in.bool(), in.text());
                    }
                };
    }

    private Revisions() {}

    /** Keeps one that the partition does not have, or is about to be rid of. */
    static void keep(Tx tx, String hash, Pinned pinned) {
        tx.put(ExecutionTables.REVISIONS, hash, pinned);
        tx.delete(ExecutionTables.CONDEMNED, hash);
        tx.setTimer(new Timer(SWEEP_TIMER, tx.now().plus(UNTIL_SWEEP), hash));
    }

    /** Children of a Map Run may begin here until it is released. */
    static void hold(Tx tx, String hash, String mapRun) {
        tx.put(ExecutionTables.HOLDS, new Hold(hash, mapRun), true);
    }

    static void release(Tx tx, String hash, String mapRun) {
        tx.delete(ExecutionTables.HOLDS, new Hold(hash, mapRun));
    }

    static void sweep(Tx tx, Timer timer) {
        String hash = timer.key();
        if (!tx.has(ExecutionTables.REVISIONS, hash)) {
            return;
        }
        Search search = tx.get(ExecutionTables.CONDEMNED, hash);
        if (held(tx, hash)) {
            spare(tx, hash);
        } else {
            look(tx, hash, search == null ? new Search(false, "") : search);
        }
    }

    private static boolean held(Tx tx, String hash) {
        try (Scan<Hold, Boolean> holds =
                tx.scan(ExecutionTables.HOLDS, new Hold(hash, ""), new Hold(hash, END))) {
            return holds.next();
        }
    }

    private static void look(Tx tx, String hash, Search search) {
        Table<String, Execution> table = ExecutionTables.kept(search.express).executions();
        @Nullable Search next = search.express ? null : new Search(true, "");
        int left = AT_ONCE;
        try (Scan<String, Execution> rows = tx.scan(table, search.key, END)) {
            while (left > 0 && rows.next()) {
                if (rows.value().pinned().equals(hash)) {
                    spare(tx, hash);
                    return;
                }
                if (--left == 0) {
                    next = new Search(search.express, rows.key());
                }
            }
        }
        if (next == null) {
            tx.delete(ExecutionTables.REVISIONS, hash);
            tx.delete(ExecutionTables.CONDEMNED, hash);
        } else {
            tx.put(ExecutionTables.CONDEMNED, hash, next);
            tx.setTimer(new Timer(SWEEP_TIMER, tx.now(), hash));
        }
    }

    private static void spare(Tx tx, String hash) {
        tx.delete(ExecutionTables.CONDEMNED, hash);
        tx.setTimer(new Timer(SWEEP_TIMER, tx.now().plus(SPARED), hash));
    }
}
