package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineVersionRequest;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineVersionResponse;

/**
 * Deletes a version that no alias leads to. One that is not there counts as deleted; executions
 * that run it go on.
 */
final class DeleteStateMachineVersion
        implements Command<DeleteStateMachineVersionRequest, DeleteStateMachineVersionResponse> {
    @Override
    public String entity(DeleteStateMachineVersionRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineVersionArn()).machine().toString();
    }

    @Override
    public Outcome<DeleteStateMachineVersionResponse> handle(
            Tx tx, DeleteStateMachineVersionRequest request, Caller caller) {
        VersionKey key = Versions.key(MachineReference.parse(request.stateMachineVersionArn()));
        List<String> aliases =
                Aliases.of(tx, key.machine()).stream()
                        .filter(alias -> alias.leadsTo(key.number()))
                        .map(alias -> alias.key().name())
                        .toList();
        if (!aliases.isEmpty()) {
            throw StatesErrors.conflict(
                    "Version to be deleted must not be referenced by an alias. Current list of"
                            + " aliases referencing this version: ["
                            + String.join(", ", aliases)
                            + "]");
        }
        tx.delete(MachineTables.VERSIONS, key);
        return Outcome.reply(DeleteStateMachineVersionResponse.builder().build());
    }
}
