package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.language.Catcher;
import dev.antiphon.states.language.Retrier;
import dev.antiphon.states.language.State;
import dev.antiphon.states.task.TaskKind;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has something done, and waits for what comes of it. */
final class TaskStep extends Step {
    private static final Events EVENTS =
            new Events(
                    EventType.TASK_STATE_ENTERED,
                    EventType.TASK_STATE_EXITED,
                    EventType.TASK_STATE_ABORTED);

    private final State.Task state;
    private final TaskEvents task;
    private final @Nullable TaskKind kind;

    /**
     * @param kind what the resource is; null for an activity
     */
    TaskStep(State.Task state, @Nullable TaskKind kind) {
        super(state, EVENTS);
        this.state = state;
        this.kind = kind;
        this.task = kind == null ? TaskEvents.ACTIVITY : TaskEvents.of(kind);
    }

    @Override
    List<Retrier> retriers() {
        return state.retriers();
    }

    @Override
    List<Catcher> catchers() {
        return state.catchers();
    }

    /** The ARN of the activity, or null where it is none. */
    @Nullable String activity() {
        return kind == null ? state.resource() : null;
    }

    @Nullable TaskKind kind() {
        return kind;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        long nonce = run.nonce();
        String token = run.surroundings.token(strand, nonce);
        boolean callback = kind != null && kind.pattern() == TaskKind.Pattern.WAIT_FOR_TASK_TOKEN;
        Evaluation evaluation = new Evaluation(run, strand, this, callback ? token : null);
        Payload arguments = evaluation.effective();
        Long timeout = seconds(evaluation, strand, "TimeoutSeconds", state.timeoutSeconds());
        Long heartbeat = seconds(evaluation, strand, "HeartbeatSeconds", state.heartbeatSeconds());
        String role = role(evaluation);
        if (arguments.tooLarge()) {
            throw Failure.tooLarge(name);
        }
        Instant timesOut = timeout == null ? null : run.after(Duration.ofSeconds(timeout));
        if (kind == null) {
            schedule(run, strand, nonce, arguments, timeout, heartbeat, timesOut);
            return;
        }
        task.scheduled(run, strand, kind, arguments, timeout, heartbeat, role);
        strand.phase =
                new Phase.Calling(
                        nonce,
                        Phase.Calling.Stage.STARTED,
                        timesOut,
                        heartbeat,
                        heartbeat == null ? null : run.after(Duration.ofSeconds(heartbeat)));
        TaskOutcome known =
                run.surroundings.call(
                        strand,
                        kind,
                        new Surroundings.Call(nonce, arguments, token, role, timeout));
        if (known != null) {
            take(run, strand, known);
        }
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    private void schedule(
            Run run,
            Strand strand,
            long nonce,
            Payload input,
            @Nullable Long timeout,
            @Nullable Long heartbeat,
            @Nullable Instant timesOut)
            throws Failure {
        String activity = state.resource();
        if (!run.surroundings.hasActivity(activity)) {
            throw Failure.in(
                    strand, Failure.RUNTIME, "The activity " + activity + " does not exist.");
        }
        run.add(
                strand,
                EventType.ACTIVITY_SCHEDULED,
                activity,
                input.text(),
                text(timeout),
                text(heartbeat));
        // Only a worker that has taken the task can be heard from.
        strand.phase =
                new Phase.Calling(nonce, Phase.Calling.Stage.SCHEDULED, timesOut, heartbeat, null);
        run.surroundings.schedule(strand, activity, nonce, input);
    }

    private @Nullable Long seconds(
            Evaluation evaluation, Strand strand, String field, @Nullable Expression expression)
            throws Failure {
        return Fields.integer(evaluation, strand, this, field, expression);
    }

    private @Nullable String role(Evaluation evaluation) throws Failure {
        if (state.credentials() == null) {
            return null;
        }
        JsonNode role =
                evaluation.value(state.credentials(), evaluation.effectiveScope()).get("RoleArn");
        return role == null ? null : role.asText();
    }

    /**
     * Whether an answer may be taken now. It may be quicker than the news that the call was made,
     * or that the worker has the task, and comes behind it in the history all the same.
     */
    boolean answerable(Strand strand) {
        return strand.phase instanceof Phase.Calling calling
                && calling.stage()
                        == (kind == null
                                ? Phase.Calling.Stage.STARTED
                                : Phase.Calling.Stage.SUBMITTED);
    }

    /** A worker has taken the task from the activity. */
    void started(Run run, Strand strand, @Nullable String worker) throws Failure {
        if (strand.phase instanceof Phase.Calling calling) {
            run.add(strand, EventType.ACTIVITY_STARTED, worker);
            Long seconds = calling.heartbeatSeconds();
            Phase.Calling now = calling.at(Phase.Calling.Stage.STARTED);
            strand.phase =
                    seconds == null ? now : now.heard(run.after(Duration.ofSeconds(seconds)));
            takeHeld(run, strand);
        }
    }

    private void takeHeld(Run run, Strand strand) throws Failure {
        TaskOutcome held = strand.held;
        if (held != null) {
            strand.held = null;
            take(run, strand, held);
        }
    }

    /** Takes what came of the call. */
    void take(Run run, Strand strand, TaskOutcome outcome) throws Failure {
        if (!(strand.phase instanceof Phase.Calling calling)) {
            return;
        }
        switch (outcome) {
            case TaskOutcome.Submitted(String output) -> {
                task.submitted(run, strand, kind, output);
                strand.phase = calling.at(Phase.Calling.Stage.SUBMITTED);
                takeHeld(run, strand);
            }
            case TaskOutcome.Succeeded(String output) -> succeeded(run, strand, output);
            case TaskOutcome.Failed(String error, String cause) -> {
                boolean submitting =
                        kind != null
                                && kind.pattern() != TaskKind.Pattern.REQUEST_RESPONSE
                                && calling.stage() != Phase.Calling.Stage.SUBMITTED;
                task.failed(run, strand, kind, submitting, error, cause);
                throw Failure.of(error, cause);
            }
            case TaskOutcome.TimedOut(String error, String cause) -> {
                task.timedOut(run, strand, kind, error, cause);
                throw Failure.of(error, cause);
            }
        }
    }

    private void succeeded(Run run, Strand strand, String output) throws Failure {
        if (Payload.tooLarge(output)) {
            Failure failure = Failure.tooLarge(kind == null ? state.resource() : task.named(kind));
            task.failed(run, strand, kind, false, failure.error(), failure.text());
            throw failure;
        }
        task.succeeded(run, strand, kind, output);
        Evaluation evaluation = new Evaluation(run, strand, this);
        Evaluation.Left left = evaluation.worked(Payload.ofText(output));
        run.leave(strand, this, left, next(state.transition()));
    }

    /** Somebody has the token and says that it goes on. */
    void heard(Run run, Strand strand) {
        if (strand.phase instanceof Phase.Calling calling && calling.heartbeatSeconds() != null) {
            strand.phase = calling.heard(run.after(Duration.ofSeconds(calling.heartbeatSeconds())));
            strand.changed = true;
        }
    }

    /** Its timer has fired: it has taken too long, or nobody was heard from, or neither yet. */
    void elapsed(Run run, Strand strand, Phase.Calling calling) throws Failure {
        Instant timeout = calling.timeout();
        Instant heartbeat = calling.heartbeat();
        boolean late = timeout != null && !timeout.isAfter(run.now());
        boolean silent = heartbeat != null && !heartbeat.isAfter(run.now());
        if (late || silent) {
            run.surroundings.abandon(strand, this);
            task.timedOut(run, strand, kind, Failure.TIMEOUT, null);
            throw late ? Failure.timeout() : Failure.heartbeatTimeout();
        }
    }
}
