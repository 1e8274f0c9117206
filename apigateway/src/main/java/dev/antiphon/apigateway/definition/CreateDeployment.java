package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Keeps an API as it is for stages to serve, and gives it to one of them if asked to. */
final class CreateDeployment implements Command<CreateDeploymentRequest, CreateDeploymentResponse> {
    @Override
    public String entity(CreateDeploymentRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateDeploymentResponse> handle(
            Tx tx, CreateDeploymentRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Stage stage =
                request.stageName() == null
                        ? null
                        : Apis.part(
                                tx,
                                ApiTables.STAGES,
                                api.id(),
                                request.stageName(),
                                "stage",
                                caller);
        if (stage != null && Boolean.TRUE.equals(stage.autoDeploy())) {
            throw ApiErrors.badRequest(
                    "Deployment ID cannot be set on stages with AutoDeploy enabled");
        }
        Deployment deployment = Deploying.deploy(tx, api, null, request.description());
        if (stage != null) {
            Deploying.forget(tx, api, stage);
            Deploying.put(
                    tx, api, stage.toBuilder().deploymentId(deployment.deploymentId()).build());
        }
        return Outcome.reply(Members.copy(deployment, CreateDeploymentResponse.builder()).build());
    }
}
