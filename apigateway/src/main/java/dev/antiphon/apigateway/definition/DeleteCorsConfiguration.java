package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationResponse;

/** Takes its CORS configuration from an API. */
final class DeleteCorsConfiguration
        implements Command<DeleteCorsConfigurationRequest, DeleteCorsConfigurationResponse> {
    @Override
    public String entity(DeleteCorsConfigurationRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteCorsConfigurationResponse> handle(
            Tx tx, DeleteCorsConfigurationRequest request, Caller caller) {
        ApiRow before = Apis.require(tx, request.apiId(), caller);
        Cors none = null;
        ApiRow row =
                ApiRules.put(
                        tx, before.with(before.api().toBuilder().corsConfiguration(none).build()));
        Deploying.changed(tx, row);
        return Outcome.reply(DeleteCorsConfigurationResponse.builder().build());
    }
}
