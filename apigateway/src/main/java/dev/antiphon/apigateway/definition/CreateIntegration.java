package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Adds an integration to an API. */
final class CreateIntegration
        implements Command<CreateIntegrationRequest, CreateIntegrationResponse> {
    private static final int MOST = 300;

    @Override
    public String entity(CreateIntegrationRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateIntegrationResponse> handle(
            Tx tx, CreateIntegrationRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        if (Apis.parts(tx, ApiTables.INTEGRATIONS, api.id()).size() >= MOST) {
            throw ApiErrors.tooMany("integrations for this API");
        }
        if (request.tlsConfig() != null) {
            throw ApiErrors.badRequest("TlsConfig is only supported for private integrations");
        }
        Integration integration =
                IntegrationRules.checked(
                        Members.copy(request, Integration.builder())
                                .integrationId(Identifiers.random(tx, 7))
                                .build());
        tx.put(
                ApiTables.INTEGRATIONS,
                new PartKey(api.id(), integration.integrationId()),
                integration);
        Deploying.changed(tx, api);
        return Outcome.reply(
                Members.copy(integration, CreateIntegrationResponse.builder()).build());
    }
}
