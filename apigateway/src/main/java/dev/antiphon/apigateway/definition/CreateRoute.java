package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** Adds a route to an API. */
final class CreateRoute implements Command<CreateRouteRequest, CreateRouteResponse> {
    @Override
    public String entity(CreateRouteRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateRouteResponse> handle(Tx tx, CreateRouteRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        if (Apis.parts(tx, ApiTables.ROUTES, api.id()).size() >= RouteRules.MOST) {
            throw ApiErrors.tooMany("routes for this API");
        }
        Route route =
                RouteRules.checked(
                        tx,
                        api,
                        Members.copy(request, Route.builder())
                                .routeId(Identifiers.random(tx, 7))
                                .build());
        tx.put(ApiTables.ROUTES, new PartKey(api.id(), route.routeId()), route);
        Deploying.changed(tx, api);
        return Outcome.reply(Members.copy(route, CreateRouteResponse.builder()).build());
    }
}
