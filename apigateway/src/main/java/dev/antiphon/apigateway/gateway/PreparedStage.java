package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.ApiRow;
import dev.antiphon.apigateway.definition.Snapshot;
import dev.antiphon.delivery.ingress.CorsRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** A stage and what is deployed to it, ready for requests. */
record PreparedStage(
        ApiRow api,
        Stage stage,
        Snapshot deployed,
        Map<String, String> variables,
        @Nullable CorsRules cors,
        RouteTable routes) {
    private static final String TARGET = "integrations/";

    /** Whether it was made of the very same rows. */
    @SuppressWarnings("ReferenceEquality") // rows are replaced, never changed
    boolean isOf(Address.OfStage address) {
        return api == address.api() && stage == address.stage() && deployed == address.deployed();
    }

    static PreparedStage of(Address.OfStage address, Calls calls, KeySets keys) {
        Snapshot deployed = address.deployed();
        Map<String, String> variables = Map.copyOf(address.stage().stageVariables());
        Map<String, Backend> backends = new LinkedHashMap<>();
        for (Integration integration : deployed.integrations()) {
            backends.put(
                    TARGET + integration.integrationId(),
                    Backend.of(integration, variables, calls));
        }
        Map<String, FunctionGuard> functions = new LinkedHashMap<>();
        Map<String, Authorizer> authorizers = new LinkedHashMap<>();
        for (Authorizer authorizer : deployed.authorizers()) {
            authorizers.put(authorizer.authorizerId(), authorizer);
        }
        List<PreparedRoute> routes = new ArrayList<>();
        for (Route route : deployed.routes()) {
            routes.add(
                    new PreparedRoute(
                            route.routeKey(),
                            guard(route, authorizers, functions, calls, keys),
                            TokenBucket.of(address.stage(), route.routeKey()),
                            backends.getOrDefault(
                                    route.target() == null ? "" : route.target(), Backend.NONE)));
        }
        return new PreparedStage(
                address.api(),
                address.stage(),
                deployed,
                variables,
                cors(deployed.cors()),
                new RouteTable(routes));
    }

    /** Routes with the same authorizer share what its function said. */
    private static Guard guard(
            Route route,
            Map<String, Authorizer> authorizers,
            Map<String, FunctionGuard> functions,
            Calls calls,
            KeySets keys) {
        Authorizer authorizer =
                route.authorizerId() == null ? null : authorizers.get(route.authorizerId());
        return switch (route.authorizationType()) {
            case NONE -> Guard.OPEN;
            case AWS_IAM -> new IamGuard();
            case JWT ->
                    authorizer == null
                            ? Guard.CLOSED
                            : new JwtGuard(authorizer, route.authorizationScopes(), keys);
            case CUSTOM ->
                    authorizer == null
                            ? Guard.CLOSED
                            : functions.computeIfAbsent(
                                    authorizer.authorizerId(),
                                    id -> new FunctionGuard(authorizer, calls));
            case UNKNOWN_TO_SDK_VERSION -> Guard.CLOSED;
        };
    }

    private static @Nullable CorsRules cors(@Nullable Cors cors) {
        return cors == null
                ? null
                : new CorsRules(
                        cors.allowOrigins(),
                        cors.allowMethods(),
                        cors.allowHeaders(),
                        cors.exposeHeaders(),
                        cors.maxAge(),
                        Boolean.TRUE.equals(cors.allowCredentials()));
    }
}
