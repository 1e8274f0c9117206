package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;

/** Removes a route from an API. */
final class DeleteRoute implements Command<DeleteRouteRequest, DeleteRouteResponse> {
    @Override
    public String entity(DeleteRouteRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteRouteResponse> handle(Tx tx, DeleteRouteRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Apis.part(tx, ApiTables.ROUTES, api.id(), request.routeId(), "Route", caller);
        tx.delete(ApiTables.ROUTES, new PartKey(api.id(), request.routeId()));
        Deploying.changed(tx, api);
        return Outcome.reply(DeleteRouteResponse.builder().build());
    }
}
