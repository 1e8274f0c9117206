package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.ActivityArn;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.states.machine.StatesErrors;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskRequest;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;

/** Gives a worker the task of an activity that has waited longest, or waits for one. */
final class GetActivityTask implements Command<GetActivityTaskRequest, GetActivityTaskResponse> {
    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html">how
     *     long AWS holds the call</a>
     */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Override
    public String entity(GetActivityTaskRequest request, Caller caller) {
        return ActivityArn.parse(request.activityArn()).toString();
    }

    @Override
    public Outcome<GetActivityTaskResponse> handle(
            Tx tx, GetActivityTaskRequest request, Caller caller) {
        ActivityArn activity = ActivityArn.parse(request.activityArn());
        if (!Machines.hasActivity(tx::catalog, activity)) {
            throw StatesErrors.activityDoesNotExist(request.activityArn());
        }
        ActivityTask task = ActivityTasks.take(tx, activity.toString(), request.workerName());
        if (task != null) {
            return Outcome.reply(
                    GetActivityTaskResponse.builder()
                            .taskToken(task.token())
                            .input(task.input())
                            .build());
        }
        Instant deadline = tx.arrivedAt().plus(LONGEST);
        return deadline.isAfter(tx.now())
                ? Outcome.waitFor(ActivityTasks.topic(activity.toString()), deadline)
                : Outcome.reply(GetActivityTaskResponse.builder().build());
    }
}
