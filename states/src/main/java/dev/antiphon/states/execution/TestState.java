package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.task.TaskKinds;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/**
 * Runs one state of a definition and tells what it did. Nothing is kept of it: a state that waits
 * is run again from its beginning when it need not wait any more, but for the call of its task,
 * which is made once.
 */
final class TestState implements Command<TestStateRequest, TestStateResponse> {
    private final TaskKinds kinds;

    TestState(TaskKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public String entity(TestStateRequest request, Caller caller) {
        return TestIdentity.of(caller).arn().home();
    }

    @Override
    public Outcome<TestStateResponse> handle(Tx tx, TestStateRequest request, Caller caller) {
        TestedState tested = TestedState.of(request);
        TestSurroundings surroundings =
                new TestSurroundings(
                        tx, TestIdentity.of(caller), StartRequest.number(caller), tested);
        TestRun run = new TestRun(tested, kinds, surroundings);
        Instant due = run.go();
        if (due != null) {
            return Outcome.waitFor(TestCalls.topic(surroundings.number()), due);
        }
        surroundings.forget();
        return Outcome.reply(run.report());
    }
}
