package dev.antiphon.apigateway.definition;

import dev.antiphon.apigateway.openapi.OpenApi;
import dev.antiphon.engine.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** How an API comes to be what a document says. */
record Importing(OpenApi document) {
    /**
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static Importing of(String body, @Nullable String basePath, @Nullable Boolean failOnWarnings) {
        OpenApi.BasePath base;
        try {
            base =
                    OpenApi.BasePath.valueOf(
                            basePath == null ? "IGNORE" : basePath.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiErrors.badRequest("Invalid basepath specified: " + basePath);
        }
        OpenApi document;
        try {
            document = OpenApi.parse(body, base);
        } catch (IllegalArgumentException e) {
            throw ApiErrors.badRequest("" + e.getMessage());
        }
        if (Boolean.TRUE.equals(failOnWarnings) && !document.warnings().isEmpty()) {
            throw ApiErrors.badRequest(
                    "Warnings found during import:\n\t" + String.join("\n\t", document.warnings()));
        }
        return new Importing(document);
    }

    /** What the document says of the API as such. */
    Api describe(Api.Builder api) {
        return api.name(document.title())
                .protocolType(ProtocolType.HTTP)
                .version(document.version())
                .description(document.description())
                .corsConfiguration(document.cors())
                .build();
    }

    /** Stages authorizers, integrations and routes in place of those that there are. */
    void fill(Tx tx, ApiRow api) {
        Apis.removeParts(tx, ApiTables.ROUTES, api.id());
        Apis.removeParts(tx, ApiTables.INTEGRATIONS, api.id());
        Apis.removeParts(tx, ApiTables.AUTHORIZERS, api.id());
        Map<String, String> authorizers = new LinkedHashMap<>();
        document.authorizers()
                .forEach((name, said) -> {
                    Authorizer authorizer =
                            AuthorizerRules.checked(
                                    said.toBuilder()
                                            .authorizerId(Identifiers.random(tx, 6))
                                            .build(),
                                    List.of());
                    authorizers.put(name, authorizer.authorizerId());
                    tx.put(
                            ApiTables.AUTHORIZERS,
                            new PartKey(api.id(), authorizer.authorizerId()),
                            authorizer);
                });
        Map<String, String> shared = new LinkedHashMap<>();
        for (OpenApi.Operation operation : document.operations()) {
            String integration = operation.shared() == null ? null : shared.get(operation.shared());
            if (integration == null && operation.integration() != null) {
                integration = put(tx, api, operation.integration());
                if (operation.shared() != null) {
                    shared.put(operation.shared(), integration);
                }
            }
            put(tx, api, operation, integration, authorizers);
        }
    }

    private static String put(Tx tx, ApiRow api, Integration said) {
        Integration integration =
                IntegrationRules.checked(
                        said.toBuilder().integrationId(Identifiers.random(tx, 7)).build());
        tx.put(
                ApiTables.INTEGRATIONS,
                new PartKey(api.id(), integration.integrationId()),
                integration);
        return integration.integrationId();
    }

    private void put(
            Tx tx,
            ApiRow api,
            OpenApi.Operation operation,
            @Nullable String integration,
            Map<String, String> authorizers) {
        Route.Builder route =
                Route.builder()
                        .routeId(Identifiers.random(tx, 7))
                        .routeKey(operation.routeKey())
                        .operationName(operation.operationName())
                        .target(integration == null ? null : RouteRules.target(integration));
        if (operation.iam()) {
            route.authorizationType(AuthorizationType.AWS_IAM);
        } else if (operation.authorizer() != null) {
            Authorizer authorizer = document.authorizers().get(operation.authorizer());
            boolean jwt = authorizer != null && authorizer.jwtConfiguration() != null;
            route.authorizationType(jwt ? AuthorizationType.JWT : AuthorizationType.CUSTOM)
                    .authorizerId(authorizers.get(operation.authorizer()));
            if (!operation.scopes().isEmpty()) {
                route.authorizationScopes(operation.scopes());
            }
        }
        Route checked = RouteRules.checked(tx, api, route.build());
        tx.put(ApiTables.ROUTES, new PartKey(api.id(), checked.routeId()), checked);
    }
}
