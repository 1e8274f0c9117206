package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of executions: ids 100 to 119, and from 140. All rows of an execution are on the
 * partition of its home ({@link ExecutionArn#home}).
 */
final class ExecutionTables {
    private ExecutionTables() {}

    /** A part of a history: an execution's number and the id of the part's first event. */
    record ChunkKey(long execution, long firstId) {
        private static final KeyCodec<ChunkKey> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(ChunkKey key, KeyWriter out) {
                        out.i64(key.execution).i64(key.firstId);
                    }

                    @Override
                    public ChunkKey read(KeyReader in) {
                        return new ChunkKey(in.i64(), in.i64());
                    }
                };
    }

    /**
     * Results of a strand's branches or iterations that one operation saw end.
     *
     * @param operation larger than those of operations before
     */
    record ResultKey(long execution, long strand, long operation) {
        private static final KeyCodec<ResultKey> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(ResultKey key, KeyWriter out) {
                        out.i64(key.execution).i64(key.strand).i64(key.operation);
                    }

                    @Override
                    public ResultKey read(KeyReader in) {
                        return new ResultKey(in.i64(), in.i64(), in.i64());
                    }
                };
    }

    /** What a branch or iteration came to. */
    record ChildResult(int index, Payload output) {}

    private static final RowCodec<List<ChildResult>> RESULTS =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(List<ChildResult> results, RowWriter out) {
                    out.varint(results.size());
                    for (ChildResult result : results) {
                        out.varint(result.index).text(result.output.text());
                    }
                }

                @Override
                public List<ChildResult> read(int version, RowReader in) {
                    List<ChildResult> results = new ArrayList<>();
                    for (long left = in.varint(); left > 0; left--) {
                        results.add(new ChildResult((int) in.varint(), Payload.ofText(in.text())));
                    }
                    return List.copyOf(results);
                }
            };

    private static final RowCodec<Surroundings.Items> ITEMS =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Surroundings.Items items, RowWriter out) {
                    out.text(items.items().text());
                    Rows.writeOptional(out, items.selected());
                }

                @Override
                public Surroundings.Items read(int version, RowReader in) {
                    return new Surroundings.Items(
                            Payload.ofText(in.text()), Rows.readOptionalPayload(in));
                }
            };

    /**
     * What is kept of executions of one kind: Standard ones on the disk before anybody learns of
     * it, Express ones in the journal only.
     *
     * @param executions by key ({@link #key})
     * @param ready by number: the keys of those that can go on at once
     */
    record Kept(
            Table<String, Execution> executions,
            Table<Standing.Key, Standing> standings,
            Table<StrandRow.Key, StrandRow> strands,
            Table<StrandRow.Key, Surroundings.Items> items,
            Table<ResultKey, List<ChildResult>> results,
            Table<Long, String> ready) {

        private static Kept of(int firstId, String prefix) {
            return new Kept(
                    Table.of(
                            firstId,
                            prefix + "executions",
                            Family.STATE,
                            KeyCodec.TEXT,
                            Execution.CODEC),
                    Table.of(
                            firstId + 1,
                            prefix + "standings",
                            Family.STATE,
                            Standing.Key.CODEC,
                            Standing.CODEC),
                    Table.of(
                            firstId + 2,
                            prefix + "strands",
                            Family.STATE,
                            StrandRow.Key.CODEC,
                            StrandRow.CODEC),
                    Table.of(
                            firstId + 3,
                            prefix + "items",
                            Family.STATE,
                            StrandRow.Key.CODEC,
                            ITEMS),
                    Table.of(
                            firstId + 4,
                            prefix + "results",
                            Family.STATE,
                            ResultKey.CODEC,
                            RESULTS),
                    Table.of(
                            firstId + 5,
                            prefix + "ready",
                            Family.STATE,
                            KeyCodec.NUMBER,
                            RowCodec.TEXT));
        }

        private Kept soft() {
            return new Kept(
                    executions.soft(),
                    standings.soft(),
                    strands.soft(),
                    items.soft(),
                    results.soft(),
                    ready.soft());
        }

        private void register(Registry registry) {
            registry.table(executions);
            registry.table(standings);
            registry.table(strands);
            registry.table(items);
            registry.table(results);
            registry.table(ready);
        }
    }

    static final Kept STANDARD = Kept.of(100, "states.");
    static final Kept EXPRESS = Kept.of(106, "states.express.").soft();

    static final Table<ChunkKey, HistoryChunk> HISTORY =
            Table.of(112, "states.history", Family.LOG, ChunkKey.CODEC, HistoryChunk.CODEC);

    /** The revisions that executions run, by their hash. */
    static final Table<String, Pinned> REVISIONS =
            Table.of(113, "states.revisions", Family.STATE, KeyCodec.TEXT, Pinned.CODEC);

    /** Tasks that wait for a worker, on the partition of their activity. */
    static final Table<ActivityTask.Key, ActivityTask> ACTIVITY_TASKS =
            Table.of(
                    114,
                    "states.activity-tasks",
                    Family.QUEUE,
                    ActivityTask.Key.CODEC,
                    ActivityTask.CODEC);

    /** Where a task waits, by its nonce: so that it can be withdrawn from a long queue. */
    static final Table<ActivityTask.Place, Long> ACTIVITY_PLACES =
            Table.of(
                    142,
                    "states.activity-places",
                    Family.STATE,
                    ActivityTask.Place.CODEC,
                    RowCodec.NUMBER);

    /** Who is told when an execution ends. */
    static final Table<Watch.Key, Watch> WATCHES =
            Table.of(115, "states.watches", Family.STATE, Watch.Key.CODEC, Watch.CODEC);

    /** Revisions that are looked for in executions, and will go if they are not found. */
    static final Table<String, Revisions.Search> CONDEMNED =
            Table.of(
                    140,
                    "states.condemned-revisions",
                    Family.STATE,
                    KeyCodec.TEXT,
                    Revisions.Search.CODEC);

    /** Map Runs whose children run a revision. */
    static final Table<Revisions.Hold, Boolean> HOLDS =
            Table.of(
                    141,
                    "states.revision-holds",
                    Family.STATE,
                    Revisions.Hold.CODEC,
                    RowCodec.PRESENCE);

    /** Calls of tested tasks: a test is forgotten by a restart, and so may they be. */
    static final Table<Long, TestCalls.TestCall> TEST_CALLS =
            Table.of(
                            119,
                            "states.test-calls",
                            Family.STATE,
                            KeyCodec.NUMBER,
                            TestCalls.TestCall.CODEC)
                    .soft();

    static Kept kept(boolean express) {
        return express ? EXPRESS : STANDARD;
    }

    /**
     * What an execution is found by on its partition. Several Express executions may have a name at
     * once.
     */
    static String key(String home, boolean express, long number) {
        return express ? home + "#" + number : home;
    }

    static void register(Registry registry) {
        STANDARD.register(registry);
        EXPRESS.register(registry);
        registry.table(HISTORY);
        registry.table(REVISIONS);
        registry.table(CONDEMNED);
        registry.table(HOLDS);
        registry.table(ACTIVITY_TASKS);
        registry.table(ACTIVITY_PLACES);
        registry.table(WATCHES);
        registry.table(TEST_CALLS);
    }
}
