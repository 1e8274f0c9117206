package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Lists the integrations of an API. */
final class GetIntegrations implements Query<GetIntegrationsRequest, GetIntegrationsResponse> {
    @Override
    public GetIntegrationsResponse answer(
            Catalogs catalogs, GetIntegrationsRequest request, Caller caller) {
        Apis.require(catalogs, request.apiId(), caller);
        Page<Integration> page =
                Page.of(
                        Apis.parts(catalogs, ApiTables.INTEGRATIONS, request.apiId()),
                        Integration::integrationId,
                        request.maxResults(),
                        request.nextToken());
        return GetIntegrationsResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
