package dev.antiphon.apigateway.openapi;

import dev.antiphon.apigateway.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * Writes an API as a document.
 *
 * @param extensions whether it says what only API Gateway understands, such as integrations
 */
public record Export(
        Api api,
        @Nullable Cors cors,
        List<Route> routes,
        List<Integration> integrations,
        List<Authorizer> authorizers,
        boolean extensions) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}+]+)\\+?}");

    public byte[] json() {
        Map<String, @Nullable Object> document = document();
        return Json.bytes(json -> Json.write(json, document));
    }

    public byte[] yaml() {
        DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(document()).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.1");
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("title", api.name());
        Integrations.put(info, "description", api.description());
        info.put("version", api.version() == null ? "1.0" : api.version());
        document.put("info", info);
        document.put("paths", paths());
        if (!authorizers.isEmpty()) {
            Map<String, @Nullable Object> schemes = new LinkedHashMap<>();
            authorizers.forEach(authorizer -> schemes.put(authorizer.name(), scheme(authorizer)));
            document.put("components", Map.of("securitySchemes", schemes));
        }
        if (extensions && cors != null) {
            document.put(OpenApi.CORS, cors(cors));
        }
        return document;
    }

    private Map<String, @Nullable Object> paths() {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            String[] key = route.routeKey().split(" ", 2);
            boolean others = key.length == 1;
            String path = others ? "/$default" : key[1];
            @SuppressWarnings("unchecked") // it was put there as such
            Map<String, @Nullable Object> item =
                    (Map<String, @Nullable Object>)
                            paths.computeIfAbsent(
                                    path, name -> new LinkedHashMap<String, @Nullable Object>());
            Map<String, @Nullable Object> operation = operation(route, path);
            if (others) {
                operation.put("isDefaultRoute", true);
            }
            boolean any = others || key[0].equals("ANY");
            item.put(any ? OpenApi.ANY : key[0].toLowerCase(Locale.ROOT), operation);
        }
        return paths;
    }

    private Map<String, @Nullable Object> operation(Route route, String path) {
        Map<String, @Nullable Object> operation = new LinkedHashMap<>();
        Integrations.put(operation, "operationId", route.operationName());
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(path);
        while (variable.find()) {
            Map<String, Object> parameter = new LinkedHashMap<>();
            parameter.put("name", variable.group(1));
            parameter.put("in", "path");
            parameter.put("description", "Generated path parameter for " + variable.group(1));
            parameter.put("required", true);
            parameter.put("schema", Map.of("type", "string"));
            parameters.add(parameter);
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", "Default response for " + route.routeKey());
        operation.put("responses", Map.of("default", response));
        for (Authorizer authorizer : authorizers) {
            if (authorizer.authorizerId().equals(route.authorizerId())) {
                operation.put(
                        "security",
                        List.of(Map.of(authorizer.name(), route.authorizationScopes())));
            }
        }
        if (extensions && route.authorizationType() == AuthorizationType.AWS_IAM) {
            operation.put(OpenApi.AUTH, Map.of("type", "AWS_IAM"));
        }
        for (Integration integration : integrations) {
            if (extensions
                    && ("integrations/" + integration.integrationId()).equals(route.target())) {
                operation.put(OpenApi.INTEGRATION, Integrations.write(integration));
            }
        }
        return operation;
    }

    private Map<String, @Nullable Object> scheme(Authorizer authorizer) {
        Map<String, @Nullable Object> scheme = new LinkedHashMap<>();
        boolean jwt = authorizer.authorizerType() == AuthorizerType.JWT;
        scheme.put("type", jwt ? "oauth2" : "apiKey");
        if (jwt) {
            scheme.put("flows", Map.of());
        } else {
            scheme.put("name", "Unused");
            scheme.put("in", "header");
        }
        if (extensions) {
            Map<String, @Nullable Object> said = new LinkedHashMap<>();
            said.put("type", authorizer.authorizerTypeAsString().toLowerCase(Locale.ROOT));
            said.put("identitySource", String.join(",", authorizer.identitySource()));
            if (authorizer.jwtConfiguration() != null) {
                Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
                configuration.put("issuer", authorizer.jwtConfiguration().issuer());
                configuration.put("audience", authorizer.jwtConfiguration().audience());
                said.put("jwtConfiguration", configuration);
            }
            Integrations.put(said, "authorizerUri", authorizer.authorizerUri());
            Integrations.put(said, "authorizerCredentials", authorizer.authorizerCredentialsArn());
            Integrations.put(
                    said,
                    "authorizerPayloadFormatVersion",
                    authorizer.authorizerPayloadFormatVersion());
            Integrations.put(
                    said,
                    "authorizerResultTtlInSeconds",
                    authorizer.authorizerResultTtlInSeconds());
            Integrations.put(said, "enableSimpleResponses", authorizer.enableSimpleResponses());
            scheme.put(OpenApi.AUTHORIZER, said);
        }
        return scheme;
    }

    private static Map<String, @Nullable Object> cors(Cors cors) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("allowOrigins", cors.allowOrigins());
        said.put("allowMethods", cors.allowMethods());
        said.put("allowHeaders", cors.allowHeaders());
        said.put("exposeHeaders", cors.exposeHeaders());
        Integrations.put(said, "maxAge", cors.maxAge());
        Integrations.put(said, "allowCredentials", cors.allowCredentials());
        return said;
    }
}
