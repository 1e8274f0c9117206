package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Removes an integration that no route leads to from an API. */
final class DeleteIntegration
        implements Command<DeleteIntegrationRequest, DeleteIntegrationResponse> {
    @Override
    public String entity(DeleteIntegrationRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteIntegrationResponse> handle(
            Tx tx, DeleteIntegrationRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Integration integration =
                Apis.part(
                        tx,
                        ApiTables.INTEGRATIONS,
                        api.id(),
                        request.integrationId(),
                        "Integration",
                        caller);
        String target = RouteRules.target(integration.integrationId());
        boolean used =
                Apis.parts(tx, ApiTables.ROUTES, api.id()).stream()
                        .anyMatch(route -> target.equals(route.target()));
        if (used) {
            throw ApiErrors.conflict(
                    "Cannot delete Integration '"
                            + integration.integrationId()
                            + "' due to depending Routes");
        }
        tx.delete(ApiTables.INTEGRATIONS, new PartKey(api.id(), integration.integrationId()));
        Deploying.changed(tx, api);
        return Outcome.reply(DeleteIntegrationResponse.builder().build());
    }
}
