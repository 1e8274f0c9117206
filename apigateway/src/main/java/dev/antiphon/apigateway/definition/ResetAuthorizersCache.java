package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * Forgets what authorizers of a stage have said. Whoever answers requests keeps that only as long
 * as the stage's row stays the same object.
 */
final class ResetAuthorizersCache
        implements Command<ResetAuthorizersCacheRequest, ResetAuthorizersCacheResponse> {
    @Override
    public String entity(ResetAuthorizersCacheRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<ResetAuthorizersCacheResponse> handle(
            Tx tx, ResetAuthorizersCacheRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Stage stage =
                Apis.part(tx, ApiTables.STAGES, api.id(), request.stageName(), "stage", caller);
        tx.put(
                ApiTables.STAGES,
                new PartKey(api.id(), stage.stageName()),
                stage.toBuilder().build());
        return Outcome.reply(ResetAuthorizersCacheResponse.builder().build());
    }
}
