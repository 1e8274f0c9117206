package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** Has an alias lead elsewhere, or describes it anew. What the request does not say stays. */
final class UpdateAlias implements Command<UpdateAliasRequest, UpdateAliasResponse> {
    @Override
    public String entity(UpdateAliasRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public Outcome<UpdateAliasResponse> handle(Tx tx, UpdateAliasRequest request, Caller caller) {
        FunctionKey function = FunctionName.parse(request.functionName(), null, caller).key();
        QualifiedKey key = new QualifiedKey(function, request.name());
        Alias before = tx.get(LambdaTables.ALIASES, key);
        if (before == null) {
            throw LambdaErrors.notFound("Alias not found: " + key.arn());
        }
        Revisions.check(request.revisionId(), before.revision());
        String version = Configurations.orElse(request.functionVersion(), before.version());
        Map<String, Double> weights =
                request.routingConfig() == null && request.functionVersion() == null
                        ? before.weights()
                        : Aliases.weights(
                                tx,
                                function,
                                version,
                                request.routingConfig() == null
                                        ? before.view().routingConfig()
                                        : request.routingConfig());
        Alias alias =
                new Alias(
                        key,
                        version,
                        Configurations.orElse(request.description(), before.description()),
                        weights,
                        tx.ids().uuid().toString());
        tx.put(LambdaTables.ALIASES, key, alias);
        return Outcome.reply(SameMembers.copy(alias.view(), UpdateAliasResponse.builder()).build());
    }
}
