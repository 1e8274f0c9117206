package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * How an API gets to its stages. A stage serves a deployment, not the API: what has changed since
 * is not seen before somebody deploys again, or by itself where the stage says so. A deployment
 * that a stage made by itself goes with the next one, or nobody would ever remove them.
 */
final class Deploying {
    private static final String NO_ROUTES =
            "Unable to deploy API because no routes exist in this API";

    private Deploying() {}

    /** An API has changed: stages that deploy by themselves do so. */
    static void changed(Tx tx, ApiRow api) {
        for (Stage stage : Apis.parts(tx, ApiTables.STAGES, api.id())) {
            if (Boolean.TRUE.equals(stage.autoDeploy())) {
                put(tx, api, byItself(tx, api, stage));
            }
        }
    }

    /** The stage with a new deployment, or with the reason why there is none. */
    static Stage byItself(Tx tx, ApiRow api, Stage stage) {
        if (Apis.parts(tx, ApiTables.ROUTES, api.id()).isEmpty()) {
            return stage.toBuilder()
                    .lastDeploymentStatusMessage("Deployment attempt failed: " + NO_ROUTES)
                    .build();
        }
        forget(tx, api, stage);
        Deployment made =
                deploy(
                        tx,
                        api,
                        stage.stageName(),
                        "Automatic deployment triggered by changes to the Api configuration");
        return stage.toBuilder()
                .deploymentId(made.deploymentId())
                .lastDeploymentStatusMessage(
                        "Successfully deployed stage with deployment ID '"
                                + made.deploymentId()
                                + "'")
                .build();
    }

    /** Removes the deployment that a stage made by itself. */
    static void forget(Tx tx, ApiRow api, Stage stage) {
        if (stage.deploymentId() == null) {
            return;
        }
        PartKey key = new PartKey(api.id(), stage.deploymentId());
        Snapshot old = tx.get(ApiTables.DEPLOYMENTS, key);
        if (old != null && stage.stageName().equals(old.stage()) && !elsewhere(tx, api, stage)) {
            tx.delete(ApiTables.DEPLOYMENTS, key);
        }
    }

    private static boolean elsewhere(Tx tx, ApiRow api, Stage stage) {
        return Apis.parts(tx, ApiTables.STAGES, api.id()).stream()
                .anyMatch(other ->
                        !other.stageName().equals(stage.stageName())
                                && stage.deploymentId().equals(other.deploymentId()));
    }

    /**
     * Deploys an API as it is.
     *
     * @param stage that does it by itself, or null
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static Deployment deploy(
            Tx tx, ApiRow api, @Nullable String stage, @Nullable String description) {
        List<Route> routes = Apis.parts(tx, ApiTables.ROUTES, api.id());
        if (routes.isEmpty()) {
            throw ApiErrors.badRequest(NO_ROUTES);
        }
        Deployment deployment =
                Deployment.builder()
                        .deploymentId(Identifiers.random(tx, 6))
                        .autoDeployed(stage != null)
                        .createdDate(tx.now())
                        .deploymentStatus(DeploymentStatus.DEPLOYED)
                        .description(description)
                        .build();
        tx.put(
                ApiTables.DEPLOYMENTS,
                new PartKey(api.id(), deployment.deploymentId()),
                new Snapshot(
                        deployment,
                        stage,
                        api.api().corsConfiguration(),
                        routes,
                        Apis.parts(tx, ApiTables.INTEGRATIONS, api.id()),
                        Apis.parts(tx, ApiTables.AUTHORIZERS, api.id())));
        return deployment;
    }

    static void put(Tx tx, ApiRow api, Stage stage) {
        tx.put(
                ApiTables.STAGES,
                new PartKey(api.id(), stage.stageName()),
                stage.toBuilder().lastUpdatedDate(tx.now()).build());
    }
}
