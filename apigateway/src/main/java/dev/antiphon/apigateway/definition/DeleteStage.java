package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Removes a stage that no domain name leads to from an API. */
final class DeleteStage implements Command<DeleteStageRequest, DeleteStageResponse> {
    @Override
    public String entity(DeleteStageRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteStageResponse> handle(Tx tx, DeleteStageRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Stage stage =
                Apis.part(tx, ApiTables.STAGES, api.id(), request.stageName(), "stage", caller);
        if (Domains.leadTo(tx, api.id(), stage.stageName())) {
            throw ApiErrors.badRequest(
                    "Please remove all API mappings related to the stage in your account before"
                            + " deleting it.");
        }
        Deploying.forget(tx, api, stage);
        tx.delete(ApiTables.STAGES, new PartKey(api.id(), stage.stageName()));
        return Outcome.reply(DeleteStageResponse.builder().build());
    }
}
