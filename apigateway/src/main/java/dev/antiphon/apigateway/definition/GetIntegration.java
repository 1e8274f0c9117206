package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Tells all of an integration. */
final class GetIntegration implements Query<GetIntegrationRequest, GetIntegrationResponse> {
    @Override
    public GetIntegrationResponse answer(
            Catalogs catalogs, GetIntegrationRequest request, Caller caller) {
        Integration integration =
                Apis.part(
                        catalogs,
                        ApiTables.INTEGRATIONS,
                        request.apiId(),
                        request.integrationId(),
                        "Integration",
                        caller);
        return Members.copy(integration, GetIntegrationResponse.builder()).build();
    }
}
