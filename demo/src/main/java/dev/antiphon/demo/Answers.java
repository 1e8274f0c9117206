package dev.antiphon.demo;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * How stores and drivers answer a workflow. An answer whose acknowledgement was lost with the
 * server is given again, and refused the second time: the token was used.
 */
final class Answers {

    private final SfnClient states;
    private final Retry retry;

    Answers(SfnClient states, Retry retry) {
        this.states = states;
        this.retry = retry;
    }

    void succeed(Asked asked, String output) throws InterruptedException {
        give(() -> states.sendTaskSuccess(task -> task.taskToken(asked.token()).output(output)));
    }

    void fail(Asked asked, String error, String cause) throws InterruptedException {
        give(() ->
                states.sendTaskFailure(
                        task -> task.taskToken(asked.token()).error(error).cause(cause)));
    }

    private void give(Runnable answer) throws InterruptedException {
        try {
            retry.untilAnswered(() -> {
                answer.run();
                return true;
            });
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            // It was given before.
        }
    }
}
