package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/** Changes an integration; entries of maps that are given as empty are taken away. */
final class UpdateIntegration
        implements Command<UpdateIntegrationRequest, UpdateIntegrationResponse> {
    @Override
    public String entity(UpdateIntegrationRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateIntegrationResponse> handle(
            Tx tx, UpdateIntegrationRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Integration before =
                Apis.part(
                        tx,
                        ApiTables.INTEGRATIONS,
                        api.id(),
                        request.integrationId(),
                        "Integration",
                        caller);
        if (request.tlsConfig() != null) {
            throw ApiErrors.badRequest("TlsConfig is only supported for private integrations");
        }
        Integration.Builder changed = Members.update(request, before.toBuilder());
        changed.requestParameters(
                Members.merged(before.requestParameters(), request.requestParameters()));
        changed.responseParameters(
                merged(before.responseParameters(), request.responseParameters()));
        Integration integration = IntegrationRules.checked(changed.build());
        tx.put(
                ApiTables.INTEGRATIONS,
                new PartKey(api.id(), integration.integrationId()),
                integration);
        Deploying.changed(tx, api);
        return Outcome.reply(
                Members.copy(integration, UpdateIntegrationResponse.builder()).build());
    }

    private static Map<String, Map<String, String>> merged(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> changes) {
        Map<String, Map<String, String>> after = new LinkedHashMap<>(before);
        changes.forEach((status, mapping) -> {
            Map<String, String> left =
                    mapping.isEmpty()
                            ? Map.of()
                            : Members.merged(after.getOrDefault(status, Map.of()), mapping);
            if (left.isEmpty()) {
                after.remove(status);
            } else {
                after.put(status, left);
            }
        });
        return after;
    }
}
