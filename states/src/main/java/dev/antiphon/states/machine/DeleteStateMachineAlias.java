package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineAliasResponse;

/** Deletes an alias; the versions that it leads to stay. */
final class DeleteStateMachineAlias
        implements Command<DeleteStateMachineAliasRequest, DeleteStateMachineAliasResponse> {
    @Override
    public String entity(DeleteStateMachineAliasRequest request, Caller caller) {
        return Aliases.key(request.stateMachineAliasArn()).machine().toString();
    }

    @Override
    public Outcome<DeleteStateMachineAliasResponse> handle(
            Tx tx, DeleteStateMachineAliasRequest request, Caller caller) {
        AliasKey key = Aliases.key(request.stateMachineAliasArn());
        Aliases.require(tx, key);
        tx.delete(MachineTables.ALIASES, key);
        return Outcome.reply(DeleteStateMachineAliasResponse.builder().build());
    }
}
