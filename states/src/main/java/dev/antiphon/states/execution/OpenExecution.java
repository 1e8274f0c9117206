package dev.antiphon.states.execution;

import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import dev.antiphon.states.execution.ExecutionTables.Kept;
import dev.antiphon.states.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An execution that an operation works on: its rows, its {@link Run}, and what the run has changed
 * when the operation is over. An execution that begins and ends in one operation is written once;
 * an Express one that does so is not written at all.
 */
final class OpenExecution {
    /** Fires for a strand that waits. */
    static final String STRAND_TIMER = "states.strand";

    private final Tx tx;
    private final Programs programs;
    private final Execution execution;
    private final Kept kept;

    /** As it was before the operation; null of one that begins in it. */
    private final @Nullable Standing before;

    private final History history;
    private final Run run;
    private final StrandStore store;
    private final boolean redriven;
    private final @Nullable String redriveToken;

    private OpenExecution(
            Tx tx,
            Programs programs,
            Execution execution,
            @Nullable Standing before,
            boolean redriven,
            @Nullable String redriveToken) {
        this.tx = tx;
        this.programs = programs;
        this.execution = execution;
        this.kept = execution.kept();
        this.before = before;
        this.redriven = redriven;
        this.redriveToken = redriveToken;
        this.history =
                new History(
                        !execution.express(), tx.now(), before == null ? 0 : before.lastEvent());
        Program program = programs.of(tx, execution);
        String role = program.pinned().revision().roleArn();
        this.store = new StrandStore(tx, execution, program.pinned(), before != null);
        this.run =
                new Run(
                        program,
                        identity(role),
                        store,
                        history,
                        before == null ? 0 : before.lastStrand());
    }

    private Identity identity(String role) {
        return new Identity(
                execution.arn().toString(),
                execution.arn().region(),
                execution.arn().name(),
                role,
                execution.started(),
                execution.express() ? -1 : redrives(),
                execution.machineArn(),
                execution.machineName(),
                store.input());
    }

    /** One that begins now. */
    static OpenExecution begin(Tx tx, Programs programs, Execution execution, Payload input) {
        OpenExecution open = new OpenExecution(tx, programs, execution, null, false, null);
        open.store.begin(input);
        open.history.add(
                EventType.EXECUTION_STARTED,
                0,
                input.text(),
                open.run.program.pinned().revision().roleArn(),
                execution.alias(),
                execution.version());
        int flow = execution.mapRun() == null ? Program.ROOT : execution.mapRun().flow();
        open.run.begin(flow, input);
        return open;
    }

    /**
     * One that has ended, and goes on from there.
     *
     * @param token of the call, or null
     */
    static OpenExecution redrive(
            Tx tx, Programs programs, Execution execution, @Nullable String token) {
        Standing standing = Closed.standing(tx, execution);
        OpenExecution open = new OpenExecution(tx, programs, execution, standing, true, token);
        open.run.guarded(() -> open.run.redrive(open.redrives()));
        return open;
    }

    static OpenExecution load(Tx tx, Programs programs, Execution execution) {
        Standing standing = Closed.standing(tx, execution);
        OpenExecution open = new OpenExecution(tx, programs, execution, standing, false, null);
        if (!standing.status().closed() && tx.shard(programs.shard()).isReady(execution.number())) {
            for (Strand strand : open.run.strands.all()) {
                if (strand.phase.ready()) {
                    open.run.enqueue(strand);
                }
            }
        }
        return open;
    }

    /**
     * Finds one that is running.
     *
     * @param home what it is routed by
     * @return null if it has ended, or that name belongs to another one now
     */
    static @Nullable OpenExecution find(Tx tx, Programs programs, String home, long number) {
        Execution execution = tx.get(ExecutionTables.STANDARD.executions(), home);
        String unnamed = ExecutionTables.key(home, true, number);
        if (execution == null || execution.number() != number) {
            execution = tx.get(ExecutionTables.EXPRESS.executions(), unnamed);
        }
        if (execution == null) {
            execution = tx.get(ExecutionTables.STANDARD.executions(), unnamed);
        }
        if (execution == null) {
            return null;
        }
        OpenExecution open = load(tx, programs, execution);
        return open.before != null && open.before.status().closed() ? null : open;
    }

    Run run() {
        return run;
    }

    Execution execution() {
        return execution;
    }

    private int redrives() {
        return (before == null ? 0 : before.redrives()) + (redriven ? 1 : 0);
    }

    void go() {
        run.go(ExecutionShard.SLICE, ExecutionShard.SLICE_TEXT);
    }

    /** A strand's timer has fired. */
    void elapsed(long strandId, long nonce) {
        Strand strand = run.strands.find(strandId);
        if (strand == null || strand.phase.nonce() != nonce) {
            return;
        }
        strand.armed = null;
        strand.changed = true;
        Step step = run.program.step(strand);
        run.guarded(() -> {
            switch (strand.phase) {
                case Phase.Waiting any ->
                        run.attempt(strand, step, () -> ((WaitStep) step).elapsed(run, strand));
                case Phase.Retrying any -> run.again(strand);
                case Phase.Calling calling ->
                        run.attempt(
                                strand,
                                step,
                                () -> ((TaskStep) step).elapsed(run, strand, calling));
                case Phase.Ready any -> {}
                case Phase.Entered any -> {}
                case Phase.Children any -> {}
                case Phase.MapRunning any -> {}
            }
        });
    }

    /** The Map Run of a strand's state has ended. */
    void mapRunEnded(long strandId, long nonce, TaskOutcome outcome) {
        Strand strand = run.strands.find(strandId);
        if (strand != null
                && strand.phase.nonce() == nonce
                && run.program.step(strand) instanceof MapRunStep step) {
            strand.changed = true;
            run.guarded(() -> run.attempt(strand, step, () -> step.ended(run, strand, outcome)));
        }
    }

    /** The strand whose task this is, or null if nobody waits for it. */
    @Nullable Strand caller(long strandId, long nonce) {
        Strand strand = run.strands.find(strandId);
        return strand != null
                        && strand.phase instanceof Phase.Calling calling
                        && calling.nonce() == nonce
                ? strand
                : null;
    }

    /** Somebody who has the token says what came of the task. */
    void answer(Strand strand, TaskOutcome outcome) {
        TaskStep step = (TaskStep) run.program.step(strand);
        if (step.answerable(strand)) {
            take(strand, outcome);
        } else {
            strand.held = outcome;
            strand.changed = true;
        }
    }

    void take(Strand strand, TaskOutcome outcome) {
        TaskStep step = (TaskStep) run.program.step(strand);
        strand.changed = true;
        run.guarded(() -> run.attempt(strand, step, () -> step.take(run, strand, outcome)));
    }

    // Storing.

    /** Stages what has changed. */
    void save() {
        Run.Ending ending = run.ending();
        if (before == null && ending != null && execution.express()) {
            MapRunChildren.tell(tx, execution, ending);
            return;
        }
        store.save(run, history.last());
        String key =
                ExecutionTables.key(
                        execution.arn().home(), execution.express(), execution.number());
        if (before == null) {
            tx.put(kept.executions(), key, execution);
            if (!tx.shard(programs.shard()).hasRevision(execution.pinned())) {
                Revisions.keep(tx, execution.pinned(), run.program.pinned());
            }
        }
        HistoryChunk chunk = history.chunk();
        if (chunk != null) {
            tx.put(
                    ExecutionTables.HISTORY,
                    new ChunkKey(execution.number(), chunk.firstId()),
                    chunk);
        }
        saveTurn(key);
        Standing now = standing(ending, chunk);
        tx.put(kept.standings(), execution.standing(), now);
        if (before == null || redriven || ending != null) {
            StatusEvents.emit(
                    tx, execution, before == null || redriven, now, ending, store.input());
        }
        if (ending != null) {
            Endings.follow(tx, execution, now, ending, before != null, store.input());
        }
    }

    private void saveTurn(String key) {
        if (run.hasReady()) {
            tx.put(kept.ready(), execution.number(), key);
        } else if (before != null && tx.shard(programs.shard()).isReady(execution.number())) {
            tx.delete(kept.ready(), execution.number());
        }
    }

    private Standing standing(Run.@Nullable Ending ending, @Nullable HistoryChunk chunk) {
        long lastChunk = chunk != null ? chunk.firstId() : before == null ? 0 : before.lastChunk();
        return new Standing(
                execution.arn().toString(),
                execution.arn().name(),
                ending == null ? Status.RUNNING : ending.status(),
                execution.version(),
                execution.alias(),
                history.last(),
                run.strands.lastId(),
                lastChunk,
                ending == null ? null : tx.now(),
                redrives(),
                redriven ? tx.now() : before == null ? null : before.redriven(),
                Expiry.follow(tx, execution, run.program, before, ending != null, redriven),
                ending != null && execution.express() ? result(ending) : null,
                redriven ? redriveToken : before == null ? null : before.redriveToken());
    }

    private static Standing.Result result(Run.Ending ending) {
        Payload output = ending.output();
        return new Standing.Result(
                output == null ? null : output.text(), ending.error(), ending.cause());
    }
}
