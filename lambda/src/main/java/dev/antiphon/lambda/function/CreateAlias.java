package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;

/** Gives one or two versions of a function a name. */
final class CreateAlias implements Command<CreateAliasRequest, CreateAliasResponse> {
    @Override
    public String entity(CreateAliasRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public Outcome<CreateAliasResponse> handle(Tx tx, CreateAliasRequest request, Caller caller) {
        FunctionKey function = FunctionName.parse(request.functionName(), null, caller).key();
        QualifiedKey key = new QualifiedKey(function, request.name());
        Map<String, Double> weights =
                Aliases.weights(tx, function, request.functionVersion(), request.routingConfig());
        if (tx.has(LambdaTables.ALIASES, key)) {
            throw LambdaErrors.conflict("Alias already exists: " + key.arn());
        }
        Alias alias =
                new Alias(
                        key,
                        request.functionVersion(),
                        Configurations.orElse(request.description(), ""),
                        weights,
                        tx.ids().uuid().toString());
        tx.put(LambdaTables.ALIASES, key, alias);
        return Outcome.reply(SameMembers.copy(alias.view(), CreateAliasResponse.builder()).build());
    }
}
