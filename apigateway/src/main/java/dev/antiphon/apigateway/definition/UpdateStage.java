package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/** Changes a stage; variables that are given as empty are taken away. */
final class UpdateStage implements Command<UpdateStageRequest, UpdateStageResponse> {
    @Override
    public String entity(UpdateStageRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateStageResponse> handle(Tx tx, UpdateStageRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Stage before =
                Apis.part(tx, ApiTables.STAGES, api.id(), request.stageName(), "stage", caller);
        Map<String, RouteSettings> settings = new LinkedHashMap<>(before.routeSettings());
        settings.putAll(request.routeSettings());
        Stage stage =
                Members.update(request, before.toBuilder())
                        .stageVariables(
                                Members.merged(before.stageVariables(), request.stageVariables()))
                        .routeSettings(settings)
                        .lastUpdatedDate(tx.now())
                        .build();
        boolean byItself = Boolean.TRUE.equals(stage.autoDeploy());
        if (byItself && request.deploymentId() != null) {
            throw ApiErrors.badRequest(
                    "Deployment ID cannot be set on stages with AutoDeploy enabled");
        }
        StageRules.check(tx, api, stage);
        if (byItself && !Boolean.TRUE.equals(before.autoDeploy())) {
            stage = Deploying.byItself(tx, api, stage);
        } else if (!byItself) {
            if (request.deploymentId() != null) {
                Deploying.forget(tx, api, before);
            }
            stage = stage.toBuilder().lastDeploymentStatusMessage(null).build();
        }
        Deploying.put(tx, api, stage);
        return Outcome.reply(Members.copy(stage, UpdateStageResponse.builder()).build());
    }
}
