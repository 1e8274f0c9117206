package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineAliasResponse;

/** Lets an alias lead elsewhere, or describes it anew. */
final class UpdateStateMachineAlias
        implements Command<UpdateStateMachineAliasRequest, UpdateStateMachineAliasResponse> {
    @Override
    public String entity(UpdateStateMachineAliasRequest request, Caller caller) {
        return Aliases.key(request.stateMachineAliasArn()).machine().toString();
    }

    @Override
    public Outcome<UpdateStateMachineAliasResponse> handle(
            Tx tx, UpdateStateMachineAliasRequest request, Caller caller) {
        AliasKey key = Aliases.key(request.stateMachineAliasArn());
        if (request.description() == null && !request.hasRoutingConfiguration()) {
            throw StatesErrors.validation(
                    "Either the description or the routing configuration must be specified");
        }
        Alias was = Aliases.require(tx, key);
        Alias changed =
                new Alias(
                        key,
                        request.description() == null ? was.description() : request.description(),
                        was.created(),
                        tx.now(),
                        request.hasRoutingConfiguration()
                                ? Aliases.routes(tx, key.machine(), request.routingConfiguration())
                                : was.routes());
        tx.put(MachineTables.ALIASES, key, changed);
        return Outcome.reply(
                UpdateStateMachineAliasResponse.builder().updateDate(changed.updated()).build());
    }
}
