package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.PublishStateMachineVersionRequest;
import software.amazon.awssdk.services.sfn.model.PublishStateMachineVersionResponse;

/** Publishes the present revision of a state machine as a version, unless it is one already. */
final class PublishStateMachineVersion
        implements Command<PublishStateMachineVersionRequest, PublishStateMachineVersionResponse> {
    @Override
    public String entity(PublishStateMachineVersionRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public Outcome<PublishStateMachineVersionResponse> handle(
            Tx tx, PublishStateMachineVersionRequest request, Caller caller) {
        Machine machine =
                Machines.requireUnqualified(tx, MachineReference.parse(request.stateMachineArn()));
        String current = machine.revision().name();
        if (request.revisionId() != null && !request.revisionId().equals(current)) {
            throw StatesErrors.otherRevision(request.revisionId(), current);
        }
        Version version = Versions.publish(tx, machine, request.description());
        return Outcome.reply(
                PublishStateMachineVersionResponse.builder()
                        .stateMachineVersionArn(version.arn())
                        .creationDate(version.created())
                        .build());
    }
}
