package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * What the route of an HTTP API may be, beside the others of its API
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
 */
final class RouteRules {
    static final int MOST = 300;

    private static final String TARGET = "integrations/";

    private RouteRules() {}

    /**
     * With what AWS fills in.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException, NotFoundException,
     *     ConflictException
     */
    static Route checked(Tx tx, ApiRow api, Route said) {
        Route.Builder builder = said.toBuilder();
        if (said.authorizationType() == null) {
            builder.authorizationType(AuthorizationType.NONE);
        }
        if (said.apiKeyRequired() == null) {
            builder.apiKeyRequired(false);
        }
        Route route = builder.build();
        checkKey(tx, api, route);
        if (route.target() != null) {
            checkTarget(tx, api, route.target());
        }
        checkAuthorizer(tx, api, route);
        return route;
    }

    private static void checkKey(Tx tx, ApiRow api, Route route) {
        RouteKey key = RouteKey.parse(route.routeKey());
        if (key == null) {
            throw ApiErrors.badRequest(
                    "The provided route key is not formatted properly for HTTP protocol. Format"
                            + " should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }
        for (Route other : Apis.parts(tx, ApiTables.ROUTES, api.id())) {
            if (other.routeId().equals(route.routeId())) {
                continue;
            }
            if (other.routeKey().equals(route.routeKey())) {
                throw ApiErrors.conflict(
                        "Route with key " + route.routeKey() + " already exists for this API");
            }
            if (key instanceof RouteKey.Path path
                    && RouteKey.parse(other.routeKey()) instanceof RouteKey.Path its
                    && path.form().equals(its.form())) {
                throw ApiErrors.conflict(
                        "The provided route key \""
                                + route.routeKey()
                                + "\" has a conflicting variable on the same hierarchical level as"
                                + " \""
                                + other.routeKey()
                                + "\"");
            }
        }
    }

    private static void checkTarget(Tx tx, ApiRow api, String target) {
        String integration = integration(target);
        if (integration == null) {
            throw ApiErrors.badRequest(
                    "Invalid target specified: it must be integrations/{integrationId}");
        }
        if (!tx.has(ApiTables.INTEGRATIONS, new PartKey(api.id(), integration))) {
            throw ApiErrors.no("Integration");
        }
    }

    /** The integration that a target names, or null. */
    static @Nullable String integration(@Nullable String target) {
        return target == null || !target.startsWith(TARGET)
                ? null
                : target.substring(TARGET.length());
    }

    static String target(String integrationId) {
        return TARGET + integrationId;
    }

    private static void checkAuthorizer(Tx tx, ApiRow api, Route route) {
        AuthorizerType wanted =
                switch (route.authorizationType()) {
                    case JWT -> AuthorizerType.JWT;
                    case CUSTOM -> AuthorizerType.REQUEST;
                    case NONE, AWS_IAM, UNKNOWN_TO_SDK_VERSION -> null;
                };
        if (!route.authorizationScopes().isEmpty() && wanted != AuthorizerType.JWT) {
            throw ApiErrors.badRequest(
                    "AuthorizationScopes are only supported for authorization type JWT");
        }
        if (wanted == null) {
            return;
        }
        if (route.authorizerId() == null) {
            throw ApiErrors.badRequest(
                    "AuthorizerId is required for authorization type "
                            + route.authorizationTypeAsString());
        }
        Authorizer authorizer =
                tx.get(ApiTables.AUTHORIZERS, new PartKey(api.id(), route.authorizerId()));
        if (authorizer == null) {
            throw ApiErrors.no("Authorizer");
        }
        if (authorizer.authorizerType() != wanted) {
            throw ApiErrors.badRequest(
                    "The authorizer's type does not fit authorization type "
                            + route.authorizationTypeAsString());
        }
    }
}
