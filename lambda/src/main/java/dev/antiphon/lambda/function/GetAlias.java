package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;

/** Shows an alias. */
final class GetAlias implements Query<GetAliasRequest, GetAliasResponse> {
    @Override
    public String entity(GetAliasRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public GetAliasResponse answer(Catalogs catalogs, GetAliasRequest request, Caller caller) {
        QualifiedKey key =
                new QualifiedKey(
                        FunctionName.parse(request.functionName(), null, caller).key(),
                        request.name());
        Alias alias = catalogs.catalog(LambdaTables.ALIASES).get(key);
        if (alias == null) {
            throw Aliases.notFound(key);
        }
        return SameMembers.copy(alias.view(), GetAliasResponse.builder()).build();
    }
}
