package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Check;
import dev.antiphon.states.language.Definitions;
import dev.antiphon.states.language.State;
import dev.antiphon.states.task.TaskKinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/** One state, run by itself. */
final class TestRun {
    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">how
     *     long a test may take</a>
     */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TestedState tested;
    private final TestSurroundings surroundings;
    private final Run run;
    private final Strand strand;
    private final Step step;
    private boolean timedOut;

    TestRun(TestedState tested, TaskKinds kinds, TestSurroundings surroundings) {
        this.tested = tested;
        this.surroundings = surroundings;
        this.run =
                new Run(
                        Program.of(tested.definition(), kinds),
                        surroundings.identity(),
                        surroundings,
                        new History(false, surroundings.now(), 1), // it has begun
                        0);
        this.strand =
                run.strands.add(null, 0, Program.ROOT, Definitions.LONE_STATE, tested.input());
        this.step = run.program.step(strand);
    }

    /** Returns null where the state is done, or else when it is worth another look. */
    @Nullable Instant go() {
        ObjectNode variables = tested.variables();
        if (!variables.isEmpty()) {
            strand.assign(variables);
        }
        run.enter(strand, step);
        if (tested.mock() instanceof Mock.Refusal(String error, String cause)) {
            countRetries(Failure.of(error, cause));
        }
        run.attempt(strand, step, this::work);
        surroundings.catchUp();
        if (run.ending() == null) {
            run.attempt(strand, step, this::settle);
        }
        if (run.ending() != null
                || !(strand.phase instanceof Phase.Calling
                        || strand.phase instanceof Phase.Waiting)) {
            return null;
        }
        Instant due = strand.phase.due();
        Instant last = surroundings.began().plus(LONGEST);
        timedOut = !last.isAfter(surroundings.now());
        return timedOut ? null : due == null || due.isAfter(last) ? last : due;
    }

    /** Does what the state does, but for branches and iterations: these are mocked. */
    private void work() throws Failure {
        switch (tested.state()) {
            case State.Parallel parallel -> {
                Failure tooLarge = tooLarge();
                if (tested.mock() instanceof Mock.Result(Payload result)) {
                    surroundings.inspection().saw(Inspection.Stage.RESULT, result);
                }
                mocked(tooLarge, parallel);
            }
            case State.Iteration map ->
                    mocked(
                            new MockedMap(run, strand, step, map, tested, surroundings.inspection())
                                    .failure(),
                            map);
            case State.Pass _, State.Choice _, State.Wait _ -> step.run(run, strand);
            case State.Succeed _, State.Fail _, State.Task _ -> step.run(run, strand);
        }
    }

    private void mocked(@Nullable Failure failure, State.Retried state) throws Failure {
        if (failure != null) {
            countRetries(failure);
            throw failure;
        }
        switch (Check.present(tested.mock(), "what has branches or iterations is mocked")) {
            case Mock.Refusal(String error, String cause) -> throw Failure.of(error, cause);
            case Mock.Result(Payload result) ->
                    run.leave(
                            strand,
                            step,
                            new Evaluation(run, strand, step).left(result),
                            Step.next(state.transition()));
        }
    }

    /** All branches have the same input, and nothing else is to be seen of them. */
    private @Nullable Failure tooLarge() throws Failure {
        return new Evaluation(run, strand, step).effective().tooLarge()
                ? Failure.tooLarge(step.name)
                : null;
    }

    /** The retrier that the failure is for has tried as often as the test says. */
    private void countRetries(Failure failure) {
        for (int i = 0; i < step.retriers().size(); i++) {
            if (step.retriers().get(i).errorEquals().stream().anyMatch(failure::answersTo)) {
                List<Integer> attempts = new ArrayList<>(Collections.nCopies(i, 0));
                attempts.add(tested.retries());
                strand.attempts = List.copyOf(attempts);
                return;
            }
        }
    }

    /** Goes on where the state does not have to wait any more. */
    private void settle() throws Failure {
        Mock mock = tested.mock();
        Instant due = strand.phase.due();
        boolean elapsed = due != null && !due.isAfter(surroundings.now());
        switch (strand.phase) {
            case Phase.Calling calling -> {
                TaskStep task = (TaskStep) step;
                if (mock != null) {
                    task.take(run, strand, mock.outcome());
                } else if (elapsed) {
                    task.elapsed(run, strand, calling);
                }
            }
            case Phase.Waiting _ -> {
                if (elapsed) {
                    ((WaitStep) step).elapsed(run, strand);
                }
            }
            case Phase.Ready _ -> {}
            case Phase.Entered _ -> {}
            case Phase.Retrying _ -> {}
            case Phase.Children _ -> {}
            case Phase.MapRunning _ -> {}
        }
    }

    TestStateResponse report() {
        return new TestReport(
                        tested, step, strand, surroundings.inspection(), surroundings.execution())
                .response(timedOut ? TestReport.TIMED_OUT : run.ending());
    }
}
