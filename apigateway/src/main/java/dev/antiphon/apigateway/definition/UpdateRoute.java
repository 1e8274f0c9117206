package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;

/** Changes a route. */
final class UpdateRoute implements Command<UpdateRouteRequest, UpdateRouteResponse> {
    @Override
    public String entity(UpdateRouteRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateRouteResponse> handle(Tx tx, UpdateRouteRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Route before =
                Apis.part(tx, ApiTables.ROUTES, api.id(), request.routeId(), "Route", caller);
        Route route =
                RouteRules.checked(tx, api, Members.update(request, before.toBuilder()).build());
        tx.put(ApiTables.ROUTES, new PartKey(api.id(), route.routeId()), route);
        Deploying.changed(tx, api);
        return Outcome.reply(Members.copy(route, UpdateRouteResponse.builder()).build());
    }
}
