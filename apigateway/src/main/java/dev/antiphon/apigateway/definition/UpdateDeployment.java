package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentResponse;

/** Describes a deployment anew. */
final class UpdateDeployment implements Command<UpdateDeploymentRequest, UpdateDeploymentResponse> {
    @Override
    public String entity(UpdateDeploymentRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateDeploymentResponse> handle(
            Tx tx, UpdateDeploymentRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Snapshot before =
                Apis.part(
                        tx,
                        ApiTables.DEPLOYMENTS,
                        api.id(),
                        request.deploymentId(),
                        "deployment",
                        caller);
        Deployment deployment =
                before.deployment().toBuilder().description(request.description()).build();
        tx.put(
                ApiTables.DEPLOYMENTS,
                new PartKey(api.id(), deployment.deploymentId()),
                before.with(deployment));
        return Outcome.reply(Members.copy(deployment, UpdateDeploymentResponse.builder()).build());
    }
}
