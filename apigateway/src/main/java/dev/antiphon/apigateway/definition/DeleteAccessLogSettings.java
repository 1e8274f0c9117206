package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Ends the access logs of a stage. */
final class DeleteAccessLogSettings
        implements Command<DeleteAccessLogSettingsRequest, DeleteAccessLogSettingsResponse> {
    @Override
    public String entity(DeleteAccessLogSettingsRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteAccessLogSettingsResponse> handle(
            Tx tx, DeleteAccessLogSettingsRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Stage stage =
                Apis.part(tx, ApiTables.STAGES, api.id(), request.stageName(), "stage", caller);
        AccessLogSettings none = null;
        Deploying.put(tx, api, stage.toBuilder().accessLogSettings(none).build());
        return Outcome.reply(DeleteAccessLogSettingsResponse.builder().build());
    }
}
