package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.task.TaskOutcome;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;

/** Whoever has a task token says that the task is done, and what came of it. */
final class SendTaskSuccess implements Command<SendTaskSuccessRequest, SendTaskSuccessResponse> {
    private final Programs programs;

    SendTaskSuccess(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(SendTaskSuccessRequest request, Caller caller) {
        return SendTask.entity(request.taskToken());
    }

    @Override
    public Outcome<SendTaskSuccessResponse> handle(
            Tx tx, SendTaskSuccessRequest request, Caller caller) {
        if (Json.parse(request.output()) == null) {
            throw ExecutionErrors.invalidOutput("Invalid JSON");
        }
        SendTask.answer(
                tx, programs, request.taskToken(), new TaskOutcome.Succeeded(request.output()));
        return Outcome.reply(SendTaskSuccessResponse.builder().build());
    }
}
