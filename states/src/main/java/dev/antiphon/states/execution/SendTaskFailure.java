package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.task.TaskOutcome;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;

/** Whoever has a task token says that the task has failed. */
final class SendTaskFailure implements Command<SendTaskFailureRequest, SendTaskFailureResponse> {
    private final Programs programs;

    SendTaskFailure(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(SendTaskFailureRequest request, Caller caller) {
        return SendTask.entity(request.taskToken());
    }

    @Override
    public Outcome<SendTaskFailureResponse> handle(
            Tx tx, SendTaskFailureRequest request, Caller caller) {
        SendTask.answer(
                tx,
                programs,
                request.taskToken(),
                new TaskOutcome.Failed(request.error(), request.cause()));
        return Outcome.reply(SendTaskFailureResponse.builder().build());
    }
}
