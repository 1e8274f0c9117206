package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Adds a stage to an API. */
final class CreateStage implements Command<CreateStageRequest, CreateStageResponse> {
    @Override
    public String entity(CreateStageRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateStageResponse> handle(Tx tx, CreateStageRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        List<Stage> others = Apis.parts(tx, ApiTables.STAGES, api.id());
        if (others.size() >= StageRules.MOST) {
            throw ApiErrors.tooMany("stages for this API");
        }
        if (others.stream().anyMatch(other -> other.stageName().equals(request.stageName()))) {
            throw ApiErrors.conflict("Stage already exists");
        }
        boolean byItself = Boolean.TRUE.equals(request.autoDeploy());
        if (byItself && request.deploymentId() != null) {
            throw ApiErrors.badRequest(
                    "Deployment ID cannot be set on stages with AutoDeploy enabled");
        }
        Stage.Builder builder =
                Members.copy(request, Stage.builder())
                        .autoDeploy(byItself)
                        .routeSettings(request.routeSettings())
                        .stageVariables(request.stageVariables())
                        .createdDate(tx.now())
                        .tags(Tags.with(Map.of(), request.tags()));
        if (request.defaultRouteSettings() == null) {
            builder.defaultRouteSettings(
                    RouteSettings.builder().detailedMetricsEnabled(false).build());
        }
        Stage stage = builder.lastUpdatedDate(tx.now()).build();
        StageRules.check(tx, api, stage);
        if (byItself) {
            stage = Deploying.byItself(tx, api, stage);
        }
        Deploying.put(tx, api, stage);
        return Outcome.reply(Members.copy(stage, CreateStageResponse.builder()).build());
    }
}
