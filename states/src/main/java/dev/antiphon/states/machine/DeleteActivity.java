package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.DeleteActivityRequest;
import software.amazon.awssdk.services.sfn.model.DeleteActivityResponse;

/** Deletes an activity. One that is not there counts as deleted. */
final class DeleteActivity implements Command<DeleteActivityRequest, DeleteActivityResponse> {
    @Override
    public String entity(DeleteActivityRequest request, Caller caller) {
        return ActivityArn.parse(request.activityArn()).toString();
    }

    @Override
    public Outcome<DeleteActivityResponse> handle(
            Tx tx, DeleteActivityRequest request, Caller caller) {
        tx.delete(MachineTables.ACTIVITIES, ActivityArn.parse(request.activityArn()));
        return Outcome.reply(DeleteActivityResponse.builder().build());
    }
}
