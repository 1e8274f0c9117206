package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;

/** Lists the APIs of an account in a region. */
final class GetApis implements Query<GetApisRequest, GetApisResponse> {
    @Override
    public GetApisResponse answer(Catalogs catalogs, GetApisRequest request, Caller caller) {
        Page<ApiRow> page =
                Page.of(
                        catalogs.catalog(ApiTables.APIS).all().values().stream()
                                .filter(row ->
                                        row.account().equals(caller.account())
                                                && row.region().equals(caller.region()))
                                .toList(),
                        ApiRow::id,
                        request.maxResults(),
                        request.nextToken());
        return GetApisResponse.builder()
                .items(page.items().stream().map(row -> Apis.shown(row, caller)).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
