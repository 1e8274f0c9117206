package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;

/** Lists the aliases of a function, perhaps only those that lead to one version. */
final class ListAliases implements Query<ListAliasesRequest, ListAliasesResponse> {
    @Override
    public String entity(ListAliasesRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public ListAliasesResponse answer(
            Catalogs catalogs, ListAliasesRequest request, Caller caller) {
        FunctionName name = FunctionName.parse(request.functionName(), null, caller);
        Functions.require(catalogs, name);
        String version = request.functionVersion();
        List<Alias> aliases =
                Rows.of(catalogs, LambdaTables.ALIASES, name.key()).stream()
                        .filter(alias -> version == null || alias.leadsTo(version))
                        .toList();
        Page<Alias> page =
                Page.of(aliases, alias -> alias.key().arn(), request.marker(), request.maxItems());
        return ListAliasesResponse.builder()
                .aliases(page.items().stream().map(Alias::view).toList())
                .nextMarker(page.next())
                .build();
    }
}
