package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Tx;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * What a stage may be
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html).
 */
final class StageRules {
    static final String DEFAULT = "$default";
    static final int MOST = 10;

    private StageRules() {}

    /**
     * @throws dev.antiphon.api.AwsException BadRequestException, NotFoundException
     */
    static void check(Tx tx, ApiRow api, Stage stage) {
        if (!stage.stageName().equals(DEFAULT)
                && !stage.stageName().matches("[A-Za-z0-9_-]{1,128}")) {
            throw ApiErrors.badRequest(
                    "Stage name only allows a-zA-Z0-9_- or '$default', and at most 128 characters");
        }
        checkVariables(stage.stageVariables());
        if (stage.deploymentId() != null
                && !tx.has(ApiTables.DEPLOYMENTS, new PartKey(api.id(), stage.deploymentId()))) {
            throw ApiErrors.notFound("Invalid deployment identifier specified");
        }
        checkThrottling(stage.defaultRouteSettings());
        for (Map.Entry<String, RouteSettings> settings : stage.routeSettings().entrySet()) {
            checkThrottling(settings.getValue());
            checkRoute(tx, api, settings.getKey());
        }
    }

    private static void checkVariables(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9_]{1,64}")
                    || !value.matches("[A-Za-z0-9-._~:/?#&=,]{0,512}")) {
                throw ApiErrors.badRequest("Stage variable name or value is invalid: " + name);
            }
        });
    }

    private static void checkThrottling(@Nullable RouteSettings settings) {
        if (settings == null) {
            return;
        }
        boolean negative =
                (settings.throttlingRateLimit() != null && settings.throttlingRateLimit() < 0)
                        || (settings.throttlingBurstLimit() != null
                                && settings.throttlingBurstLimit() < 0);
        if (negative) {
            throw ApiErrors.badRequest("Throttling limits must not be negative");
        }
    }

    private static void checkRoute(Tx tx, ApiRow api, String key) {
        for (Route route : Apis.parts(tx, ApiTables.ROUTES, api.id())) {
            if (route.routeKey().equals(key)) {
                return;
            }
        }
        throw ApiErrors.notFound(
                "Unable to find Route by key " + key + " within the provided RouteSettings");
    }
}
