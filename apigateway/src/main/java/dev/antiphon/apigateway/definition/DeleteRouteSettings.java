package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Takes away what a stage says of one route. */
final class DeleteRouteSettings
        implements Command<DeleteRouteSettingsRequest, DeleteRouteSettingsResponse> {
    @Override
    public String entity(DeleteRouteSettingsRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteRouteSettingsResponse> handle(
            Tx tx, DeleteRouteSettingsRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Stage stage =
                Apis.part(tx, ApiTables.STAGES, api.id(), request.stageName(), "stage", caller);
        Map<String, RouteSettings> settings = new LinkedHashMap<>(stage.routeSettings());
        if (settings.remove(request.routeKey()) == null) {
            throw ApiErrors.notFound(
                    "Unable to find Route by key "
                            + request.routeKey()
                            + " within the provided RouteSettings");
        }
        Deploying.put(tx, api, stage.toBuilder().routeSettings(settings).build());
        return Outcome.reply(DeleteRouteSettingsResponse.builder().build());
    }
}
