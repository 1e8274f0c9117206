package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.ExecutionTables.ChildResult;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import dev.antiphon.states.execution.ExecutionTables.Kept;
import dev.antiphon.states.execution.ExecutionTables.ResultKey;
import dev.antiphon.states.task.TaskKind;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of an execution's strands, and what its tasks call, in one transaction. */
final class StrandStore implements Surroundings {
    private final Tx tx;
    private final Execution execution;
    private final Kept kept;
    private final TaskRequests requests;
    private final StrandTimers timers;

    /** Whether there may be rows of earlier operations. */
    private final boolean stored;

    private @Nullable Payload input;

    StrandStore(Tx tx, Execution execution, Pinned pinned, boolean stored) {
        this.tx = tx;
        this.execution = execution;
        this.kept = execution.kept();
        this.stored = stored;
        this.requests = new TaskRequests(tx, execution, pinned);
        this.timers = new StrandTimers(tx, execution);
    }

    void begin(Payload given) {
        input = given;
    }

    /** The execution's input: the first event of its history has it. */
    Supplier<Payload> input() {
        return () -> {
            if (input == null) {
                input = execution.input();
            }
            if (input == null) {
                HistoryChunk first =
                        Check.present(
                                tx.get(
                                        ExecutionTables.HISTORY,
                                        new ChunkKey(execution.number(), 1)),
                                "a history has a beginning");
                input = Payload.ofText(String.valueOf(first.read().getFirst().field(0)));
            }
            return input;
        };
    }

    @Override
    public Instant now() {
        return tx.now();
    }

    @Override
    public Instant after(Duration period) {
        return tx.after(period);
    }

    @Override
    public long random() {
        return tx.ids().random();
    }

    private StrandRow.Key key(long strand) {
        return new StrandRow.Key(execution.number(), strand);
    }

    @Override
    public @Nullable StrandRow strand(long id) {
        return stored ? tx.get(kept.strands(), key(id)) : null;
    }

    @Override
    public SequencedMap<Long, StrandRow> strands() {
        TreeMap<Long, StrandRow> strands = new TreeMap<>();
        if (stored) {
            try (Scan<StrandRow.Key, StrandRow> rows =
                    tx.scan(kept.strands(), key(0), key(Long.MAX_VALUE))) {
                while (rows.next()) {
                    strands.put(rows.key().strand(), rows.value());
                }
            }
        }
        return strands;
    }

    @Override
    public Items items(Strand strand) {
        return Check.present(
                tx.get(kept.items(), key(strand.id)), "the items of a Map state are kept");
    }

    @Override
    public SequencedMap<Integer, Payload> results(Strand strand, long enough) {
        TreeMap<Integer, Payload> results = new TreeMap<>();
        long text = 0;
        try (Scan<ResultKey, List<ChildResult>> rows = resultRows(strand)) {
            while (text <= enough && rows.next()) {
                for (ChildResult each : rows.value()) {
                    results.put(each.index(), each.output());
                    text += each.output().text().length();
                }
            }
        }
        return results;
    }

    private Scan<ResultKey, List<ChildResult>> resultRows(Strand strand) {
        return tx.scan(
                kept.results(),
                new ResultKey(execution.number(), strand.id, 0),
                new ResultKey(execution.number(), strand.id, Long.MAX_VALUE));
    }

    @Override
    public void forget(Strand strand) {
        if (!strand.childrenStored) {
            return;
        }
        strand.childrenStored = false;
        tx.delete(kept.items(), key(strand.id));
        List<ResultKey> keys = new ArrayList<>();
        try (Scan<ResultKey, List<ChildResult>> rows = resultRows(strand)) {
            while (rows.next()) {
                keys.add(rows.key());
            }
        }
        keys.forEach(each -> tx.delete(kept.results(), each));
    }

    // Tasks.

    @Override
    public String token(Strand strand, long nonce) {
        return requests.token(strand, nonce);
    }

    @Override
    public @Nullable TaskOutcome call(Strand strand, TaskKind kind, Call call) {
        return requests.call(strand, kind, call);
    }

    @Override
    public String order(Strand strand, MapRunStep step, long nonce, Order order) {
        return requests.order(strand, step, nonce, order);
    }

    @Override
    public int redrive(Strand strand, String mapRun, long nonce) {
        return requests.redrive(strand, mapRun, nonce);
    }

    @Override
    public boolean hasActivity(String arn) {
        return requests.hasActivity(arn);
    }

    @Override
    public void schedule(Strand strand, String activity, long nonce, Payload given) {
        requests.schedule(strand, activity, nonce, given);
    }

    @Override
    public void abandon(Strand strand, Step step) {
        requests.abandon(strand, step);
    }

    // Storing.

    /** Stages what has changed of the strands that a run has met. */
    void save(Run run, long lastEvent) {
        Run.Ending ending = run.ending();
        if (ending != null && ending.status() != Status.SUCCEEDED && !execution.express()) {
            keep(run, lastEvent);
            return;
        }
        for (Strand strand : run.strands.met()) {
            if (strand.ended || ending != null) {
                remove(strand);
            } else if (strand.changed || !strand.stored) {
                put(strand, lastEvent);
            }
        }
    }

    /** Keeps where the execution ended, so that it can be redriven. */
    private void keep(Run run, long lastEvent) {
        Map<Long, Integer> branches = new HashMap<>();
        for (Strand strand : run.strands.met()) {
            if (strand.halted && strand.parent != null) {
                branches.merge(strand.parent.id, 1, Integer::sum);
            }
        }
        for (Strand strand : run.strands.met()) { // the outer before the inner
            Strand parent = strand.parent;
            if (strand.halted
                    && (parent == null
                            || (parent.halted && parent.phase instanceof Phase.Children))) {
                keep(strand, branches.getOrDefault(strand.id, 0), lastEvent);
            } else {
                strand.halted = false;
                remove(strand);
            }
        }
    }

    /**
     * @param branches how many of its branches or iterations were halted
     */
    private void keep(Strand strand, int branches, long lastEvent) {
        timers.disarm(strand);
        strand.attempts = List.of();
        strand.held = null;
        if (strand.phase instanceof Phase.Children children) {
            if (branches > 0 && branches == children.started() - children.ended()) {
                putChildren(strand, lastEvent);
            } else { // it was not for them that it failed: they are run again with it
                forget(strand);
                strand.phase = new Phase.Entered();
            }
        } else if (!(strand.phase instanceof Phase.Ready)) {
            strand.phase = new Phase.Entered();
        }
        tx.put(kept.strands(), key(strand.id), strand.row());
    }

    private void remove(Strand strand) {
        timers.disarm(strand);
        if (strand.stored) {
            forget(strand);
            tx.delete(kept.strands(), key(strand.id));
        }
    }

    private void put(Strand strand, long lastEvent) {
        timers.arm(strand);
        if (strand.phase instanceof Phase.Children) {
            putChildren(strand, lastEvent);
        }
        tx.put(kept.strands(), key(strand.id), strand.row());
    }

    /** What a state has beside its branches or iterations. */
    private void putChildren(Strand strand, long lastEvent) {
        if (strand.items != null && !strand.childrenStored) {
            tx.put(kept.items(), key(strand.id), new Items(strand.items, strand.selected));
        }
        if (!strand.results.isEmpty()) {
            List<ChildResult> results = new ArrayList<>();
            strand.results.forEach((index, output) -> results.add(new ChildResult(index, output)));
            tx.put(
                    kept.results(),
                    new ResultKey(execution.number(), strand.id, lastEvent),
                    List.copyOf(results));
        }
        strand.childrenStored = true;
    }
}
