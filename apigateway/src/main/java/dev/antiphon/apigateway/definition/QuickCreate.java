package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * An API that is made in one call: an integration with its target, one route to it, and a stage
 * that deploys by itself. They are managed: they go with the API alone.
 */
record QuickCreate(
        @Nullable String target, @Nullable String routeKey, @Nullable String credentialsArn) {

    boolean asked() {
        return target != null;
    }

    void create(Tx tx, ApiRow api) {
        if (target == null) {
            throw ApiErrors.badRequest("Target must be specified for quick create");
        }
        Integration integration =
                integration(
                        Integration.builder()
                                .integrationId(Identifiers.random(tx, 7))
                                .apiGatewayManaged(true)
                                .build(),
                        target);
        tx.put(
                ApiTables.INTEGRATIONS,
                new PartKey(api.id(), integration.integrationId()),
                integration);
        Route route =
                Route.builder()
                        .routeId(Identifiers.random(tx, 7))
                        .routeKey(routeKey == null ? RouteKey.DEFAULT : routeKey)
                        .target(RouteRules.target(integration.integrationId()))
                        .apiGatewayManaged(true)
                        .build();
        tx.put(
                ApiTables.ROUTES,
                new PartKey(api.id(), route.routeId()),
                RouteRules.checked(tx, api, route));
        Stage stage =
                Stage.builder()
                        .stageName(StageRules.DEFAULT)
                        .autoDeploy(true)
                        .apiGatewayManaged(true)
                        .createdDate(tx.now())
                        .defaultRouteSettings(
                                RouteSettings.builder().detailedMetricsEnabled(false).build())
                        .build();
        Deploying.put(tx, api, Deploying.byItself(tx, api, stage));
    }

    /** Changes what was made so before. */
    void update(Tx tx, ApiRow api) {
        for (Integration integration : Apis.parts(tx, ApiTables.INTEGRATIONS, api.id())) {
            if (Boolean.TRUE.equals(integration.apiGatewayManaged())) {
                String uri = target == null ? integration.integrationUri() : target;
                tx.put(
                        ApiTables.INTEGRATIONS,
                        new PartKey(api.id(), integration.integrationId()),
                        integration(integration, uri));
            }
        }
        if (routeKey == null) {
            return;
        }
        for (Route route : Apis.parts(tx, ApiTables.ROUTES, api.id())) {
            if (Boolean.TRUE.equals(route.apiGatewayManaged())) {
                Route changed = route.toBuilder().routeKey(routeKey).build();
                tx.put(
                        ApiTables.ROUTES,
                        new PartKey(api.id(), route.routeId()),
                        RouteRules.checked(tx, api, changed));
            }
        }
    }

    private Integration integration(Integration before, String uri) {
        boolean http = !uri.startsWith("arn:");
        Integration.Builder builder =
                before.toBuilder()
                        .integrationType(
                                http ? IntegrationType.HTTP_PROXY : IntegrationType.AWS_PROXY)
                        .integrationMethod(http ? RouteKey.ANY : "POST")
                        .payloadFormatVersion(http ? "1.0" : "2.0")
                        .integrationUri(uri);
        if (credentialsArn != null) {
            builder.credentialsArn(credentialsArn);
        }
        return IntegrationRules.checked(builder.build());
    }
}
