package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** Lists the routes of an API. */
final class GetRoutes implements Query<GetRoutesRequest, GetRoutesResponse> {
    @Override
    public GetRoutesResponse answer(Catalogs catalogs, GetRoutesRequest request, Caller caller) {
        Apis.require(catalogs, request.apiId(), caller);
        Page<Route> page =
                Page.of(
                        Apis.parts(catalogs, ApiTables.ROUTES, request.apiId()),
                        Route::routeId,
                        request.maxResults(),
                        request.nextToken());
        return GetRoutesResponse.builder().items(page.items()).nextToken(page.nextToken()).build();
    }
}
