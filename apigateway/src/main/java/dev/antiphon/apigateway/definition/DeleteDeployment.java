package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;

/** Removes a deployment that no stage serves. */
final class DeleteDeployment implements Command<DeleteDeploymentRequest, DeleteDeploymentResponse> {
    @Override
    public String entity(DeleteDeploymentRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteDeploymentResponse> handle(
            Tx tx, DeleteDeploymentRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Apis.part(
                tx, ApiTables.DEPLOYMENTS, api.id(), request.deploymentId(), "deployment", caller);
        boolean served =
                Apis.parts(tx, ApiTables.STAGES, api.id()).stream()
                        .anyMatch(stage -> request.deploymentId().equals(stage.deploymentId()));
        if (served) {
            throw ApiErrors.badRequest(
                    "Active stages pointing to this deployment must be moved or deleted");
        }
        tx.delete(ApiTables.DEPLOYMENTS, new PartKey(api.id(), request.deploymentId()));
        return Outcome.reply(DeleteDeploymentResponse.builder().build());
    }
}
