package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;

/** Whoever has a task token says that it goes on. */
final class SendTaskHeartbeat
        implements Command<SendTaskHeartbeatRequest, SendTaskHeartbeatResponse> {
    private final Programs programs;

    SendTaskHeartbeat(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(SendTaskHeartbeatRequest request, Caller caller) {
        return SendTask.entity(request.taskToken());
    }

    @Override
    public Outcome<SendTaskHeartbeatResponse> handle(
            Tx tx, SendTaskHeartbeatRequest request, Caller caller) {
        SendTask.with(
                tx,
                programs,
                request.taskToken(),
                (open, strand) ->
                        ((TaskStep) open.run().program.step(strand)).heard(open.run(), strand));
        return Outcome.reply(SendTaskHeartbeatResponse.builder().build());
    }
}
