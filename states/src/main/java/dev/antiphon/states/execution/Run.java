package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An execution while an operation works on it: takes its strands from state to state until they all
 * wait, or have ended, or the operation has done enough. It keeps nothing itself; whoever runs it
 * stores what has changed.
 */
final class Run {
    /** How the execution ended. */
    record Ending(
            Status status,
            @Nullable Payload output,
            @Nullable String error,
            @Nullable String cause) {}

    final Program program;
    final Surroundings surroundings;
    final History history;
    final Strands strands;
    final @Nullable Inspection inspection;
    private final Identity identity;
    private final Deque<Strand> ready = new ArrayDeque<>();
    private @Nullable Ending ending;
    private long transitions;

    Run(
            Program program,
            Identity identity,
            Surroundings surroundings,
            History history,
            long lastStrand) {
        this.program = program;
        this.identity = identity;
        this.surroundings = surroundings;
        this.history = history;
        this.inspection = surroundings.inspection();
        this.strands = new Strands(surroundings, lastStrand);
    }

    // What steps ask for.

    Instant now() {
        return surroundings.now();
    }

    Instant after(Duration period) {
        return surroundings.after(period);
    }

    long nonce() {
        // 0 says that there is none.
        return surroundings.random() | 1;
    }

    RandomGenerator random() {
        return surroundings::random;
    }

    String region() {
        return identity.region();
    }

    @Nullable Ending ending() {
        return ending;
    }

    long transitions() {
        return transitions;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** The context object, as a state of the strand sees it. */
    JsonNode context(Strand strand, @Nullable String token) {
        return surroundings.context(identity.context(strand, program.step(strand), token));
    }

    /** Adds an event of a strand, behind its last one. */
    void add(Strand strand, EventType type, @Nullable String... fields) {
        strand.last = history.add(type, strand.last, fields);
        strand.changed = true;
    }

    // Beginning and going on.

    /** Begins with the first state of a workflow. */
    void begin(int flow, Payload input) {
        Program.Flow workflow = program.flow(flow);
        Strand root = strands.add(null, 0, flow, workflow.startAt(), input);
        ready.add(root);
    }

    void enqueue(Strand strand) {
        strand.changed = true;
        ready.add(strand);
    }

    /** Goes on with a strand that waited to be run again. */
    void again(Strand strand) {
        strand.phase = new Phase.Entered();
        strand.changed = true;
        ready.addFirst(strand);
    }

    /**
     * Takes strands on until none can go on.
     *
     * @param most transitions that it makes at most, about
     * @param mostText characters that it adds to the history at most, about
     */
    void go(long most, long mostText) {
        long until = transitions + most;
        guarded(() -> {
            while (ending == null && transitions < until && history.size() < mostText) {
                Strand strand = ready.poll();
                if (strand == null) {
                    return;
                }
                if (!strand.ended && strand.phase.ready()) {
                    step(strand);
                }
            }
        });
    }

    /** Does what may add events; when there are too many, the execution fails. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (History.Full e) {
            close(
                    new Ending(
                            Status.FAILED,
                            null,
                            Failure.RUNTIME,
                            "The execution reached the maximum number of history events ("
                                    + History.MOST_EVENTS
                                    + ")."),
                    history.last());
        }
    }

    private void step(Strand strand) {
        transitions++;
        Step step = program.step(strand);
        enter(strand, step);
        attempt(strand, step, () -> step.run(this, strand));
    }

    /** The strand is in the state now, for the first time or again. */
    void enter(Strand strand, Step step) {
        strand.changed = true;
        if (strand.phase instanceof Phase.Ready) {
            strand.before = strand.last;
            add(strand, step.events.entered(), step.name, strand.input.text());
            strand.entered = strand.last;
            strand.enteredAt = now();
            strand.attempts = List.of();
        }
        strand.phase = new Phase.Entered();
    }

    /** Something that a state does that may fail. */
    interface Work {
        void run() throws Failure;
    }

    void attempt(Strand strand, Step step, Work work) {
        try {
            work.run();
        } catch (Failure failure) {
            fail(strand, step, failure);
        } catch (Json.TooLarge e) {
            fail(strand, step, Failure.tooLarge(step.name));
        }
    }

    // Leaving a state.

    /**
     * @param next null where the strand ends
     */
    void leave(Strand strand, Step step, Evaluation.Left left, @Nullable String next)
            throws Failure {
        Payload output = left.output();
        if (output.tooLarge()) {
            throw Failure.tooLarge(step.name);
        }
        ObjectNode assigned = left.assigned();
        Variables.check(strand, assigned);
        exited(strand, step, output, assigned);
        if (next == null) {
            end(strand, output);
            return;
        }
        strand.state = next;
        strand.input = output;
        strand.phase = new Phase.Ready();
        strand.items = null;
        strand.selected = null;
        ready.addFirst(strand);
    }

    private void exited(Strand strand, Step step, Payload output, @Nullable ObjectNode assigned) {
        EventType type = Check.present(step.events.exited(), "a state that is left says so");
        if (assigned == null || assigned.isEmpty()) {
            add(strand, type, step.name, output.text());
            return;
        }
        strand.assign(assigned);
        List<@Nullable String> fields = new ArrayList<>();
        fields.add(step.name);
        fields.add(output.text());
        assigned.properties()
                .forEach(field -> {
                    fields.add(field.getKey());
                    fields.add(Json.write(field.getValue()));
                });
        add(strand, type, fields.toArray(new @Nullable String[0]));
    }

    private void end(Strand strand, Payload output) {
        strand.ended = true;
        Strand parent = strand.parent;
        if (parent == null) {
            close(new Ending(Status.SUCCEEDED, output, null, null), strand.last);
            return;
        }
        parent.changed = true;
        ChildrenStep step = (ChildrenStep) program.step(parent);
        attempt(parent, step, () -> step.ended(this, parent, strand, output));
    }

    // Failing.

    /** A state has failed: it is tried again, or gone on from, or the strand fails. */
    void fail(Strand strand, Step step, Failure failure) {
        new Unwinding(this).fail(strand, step, failure);
    }

    /**
     * A strand does not go on: nobody waits for what it has under way. If the execution ends with
     * that, it may be gone on with in a redrive.
     */
    void halt(Strand strand) {
        if (strand.phase instanceof Phase.Calling || strand.phase instanceof Phase.MapRunning) {
            surroundings.abandon(strand, program.step(strand));
        }
        strand.ended = true;
        strand.halted = true;
    }

    /**
     * Goes on where the execution was when it ended without success: with all strands that had not
     * come to their ends.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Restarting
     *     executions with redrive</a>
     */
    void redrive(int redrives) {
        long redriven =
                history.add(
                        EventType.EXECUTION_REDRIVEN, history.last(), Integer.toString(redrives));
        for (Strand strand : strands.all()) {
            strand.last = redriven;
            strand.changed = true;
            if (strand.phase.ready()) {
                ready.add(strand);
            }
        }
    }

    // Ending.

    /** Ends the execution from outside: it is stopped, or has taken too long. */
    void stop(Ending how) {
        close(how, 0);
    }

    void close(Ending how, long previous) {
        EventType type =
                switch (how.status()) {
                    case SUCCEEDED -> EventType.EXECUTION_SUCCEEDED;
                    case FAILED -> EventType.EXECUTION_FAILED;
                    case TIMED_OUT -> EventType.EXECUTION_TIMED_OUT;
                    case ABORTED -> EventType.EXECUTION_ABORTED;
                    case RUNNING, PENDING_REDRIVE ->
                            throw new IllegalArgumentException("no ending: " + how.status());
                };
        Payload output = how.output();
        if (output != null) {
            history.add(type, previous, output.text());
        } else {
            history.add(type, previous, how.error(), how.cause());
        }
        ending = how;
        ready.clear();
        if (how.status() != Status.SUCCEEDED) {
            strands.all().forEach(this::halt);
        }
    }
}
