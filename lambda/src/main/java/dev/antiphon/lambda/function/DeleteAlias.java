package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;

/**
 * Deletes an alias, if it is there. A URL of it stays and leads nowhere, until there is such an
 * alias again.
 */
final class DeleteAlias implements Command<DeleteAliasRequest, DeleteAliasResponse> {
    @Override
    public String entity(DeleteAliasRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public Outcome<DeleteAliasResponse> handle(Tx tx, DeleteAliasRequest request, Caller caller) {
        FunctionKey function = FunctionName.parse(request.functionName(), null, caller).key();
        QualifiedKey key = new QualifiedKey(function, request.name());
        tx.delete(LambdaTables.ALIASES, key);
        FunctionRemoval.ofSettings(tx, key);
        return Outcome.reply(DeleteAliasResponse.builder().build());
    }
}
