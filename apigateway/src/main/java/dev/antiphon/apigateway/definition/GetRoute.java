package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** Tells all of a route. */
final class GetRoute implements Query<GetRouteRequest, GetRouteResponse> {
    @Override
    public GetRouteResponse answer(Catalogs catalogs, GetRouteRequest request, Caller caller) {
        Route route =
                Apis.part(
                        catalogs,
                        ApiTables.ROUTES,
                        request.apiId(),
                        request.routeId(),
                        "Route",
                        caller);
        return Members.copy(route, GetRouteResponse.builder()).build();
    }
}
