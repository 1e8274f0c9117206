package dev.antiphon.apigateway.openapi;

import dev.antiphon.apigateway.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/**
 * An API that a document describes.
 *
 * @param authorizers by their names in the document
 * @param warnings about what is left out
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html">
 *     OpenAPI definitions for HTTP APIs</a>
 */
public record OpenApi(
        String title,
        @Nullable String version,
        @Nullable String description,
        @Nullable Cors cors,
        Map<String, String> tags,
        Map<String, Authorizer> authorizers,
        List<Operation> operations,
        List<String> warnings) {

    /**
     * A route.
     *
     * @param integration what it leads to, or null
     * @param shared the name of an integration that several share, or null
     * @param authorizer by its name in the document, or null
     * @param iam whether requests must be signed
     */
    public record Operation(
            String routeKey,
            @Nullable String operationName,
            @Nullable Integration integration,
            @Nullable String shared,
            @Nullable String authorizer,
            List<String> scopes,
            boolean iam) {}

    /** What becomes of the path in the document's server. */
    public enum BasePath {
        IGNORE,
        PREPEND,
        SPLIT
    }

    static final String ANY = "x-amazon-apigateway-any-method";
    static final String AUTH = "x-amazon-apigateway-auth";
    static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    static final String CORS = "x-amazon-apigateway-cors";
    static final String INTEGRATION = "x-amazon-apigateway-integration";
    static final String INTEGRATIONS = "x-amazon-apigateway-integrations";
    static final String TAG_VALUE = "x-amazon-apigateway-tag-value";

    private static final int DEEPEST = 200;

    private static final LoadSettings YAML =
            LoadSettings.builder().setCodePointLimit(6 << 20).build();

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch");

    /**
     * Reads a document.
     *
     * @param text JSON or YAML
     * @throws IllegalArgumentException if it describes no API
     */
    public static OpenApi parse(String text, BasePath basePath) {
        Node document = new Node(tree(text));
        if (!document.text("openapi", "").startsWith("3.")) {
            throw new IllegalArgumentException(
                    "Unsupported specification: an OpenAPI document of version 3.0 is needed");
        }
        List<String> warnings = new ArrayList<>();
        Node components = document.child("components");
        Map<String, Authorizer> authorizers = new LinkedHashMap<>();
        components
                .child("securitySchemes")
                .children()
                .forEach((name, scheme) -> {
                    Node said = scheme.child(AUTHORIZER);
                    if (said.present()) {
                        authorizers.put(name, authorizer(name, said));
                    }
                });
        String base = Servers.basePath(document, basePath);
        List<Operation> operations = new ArrayList<>();
        document.child("paths")
                .children()
                .forEach((path, item) -> {
                    for (String method : METHODS) {
                        Node operation = item.child(method);
                        if (operation.present()) {
                            String key = method.toUpperCase(Locale.ROOT) + " " + base + path;
                            operations.add(
                                    operation(key, document, operation, authorizers, warnings));
                        }
                    }
                    Node any = item.child(ANY);
                    if (any.present()) {
                        boolean others = path.equals("/$default") || any.flag("isDefaultRoute");
                        operations.add(
                                operation(
                                        others ? "$default" : "ANY " + base + path,
                                        document,
                                        any,
                                        authorizers,
                                        warnings));
                    }
                });
        Node info = document.child("info");
        return new OpenApi(
                info.text("title", "Untitled"),
                info.text("version"),
                info.text("description"),
                document.child(CORS).present() ? cors(document.child(CORS)) : null,
                tags(document),
                authorizers,
                operations,
                warnings);
    }

    private static Map<String, @Nullable Object> tree(String text) {
        Map<String, @Nullable Object> json =
                text.stripLeading().startsWith("{")
                        ? Json.object(text.getBytes(StandardCharsets.UTF_8))
                        : null;
        if (json != null) {
            return json;
        }
        try {
            requireShallow(text);
            Object yaml = new Load(YAML).loadFromString(text);
            if (yaml instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                map.forEach((key, value) -> document.put(Node.scalar(key), value));
                return document;
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("Unable to parse API definition: " + e.getMessage());
        }
        throw new IllegalArgumentException("Unable to parse API definition");
    }

    /** Looks at the events of the parser, which does not recurse as their reader does. */
    private static void requireShallow(String text) {
        int depth = 0;
        for (Event event : new Parse(YAML).parseString(text)) {
            depth +=
                    switch (event.getEventId()) {
                        case MappingStart, SequenceStart -> 1;
                        case MappingEnd, SequenceEnd -> -1;
                        default -> 0;
                    };
            if (depth > DEEPEST) {
                throw new IllegalArgumentException(
                        "Unable to parse API definition: it is nested too deeply");
            }
        }
    }

    private static Map<String, String> tags(Node document) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Node tag : document.items("tags")) {
            String value = tag.text(TAG_VALUE);
            if (value != null) {
                tags.put(tag.text("name", ""), value);
            }
        }
        return tags;
    }

    private static Cors cors(Node said) {
        return Cors.builder()
                .allowOrigins(said.texts("allowOrigins"))
                .allowMethods(said.texts("allowMethods"))
                .allowHeaders(said.texts("allowHeaders"))
                .exposeHeaders(said.texts("exposeHeaders"))
                .maxAge(said.number("maxAge"))
                .allowCredentials(said.flag("allowCredentials"))
                .build();
    }

    private static Authorizer authorizer(String name, Node said) {
        List<String> sources = new ArrayList<>();
        for (String source : said.texts("identitySource")) {
            for (String part : source.split(",")) {
                sources.add(part.strip());
            }
        }
        Node jwt = said.child("jwtConfiguration");
        Authorizer.Builder authorizer =
                Authorizer.builder()
                        .name(name)
                        .authorizerType(
                                AuthorizerType.fromValue(
                                        said.text("type", "").toUpperCase(Locale.ROOT)))
                        .identitySource(sources)
                        .authorizerUri(said.text("authorizerUri"))
                        .authorizerCredentialsArn(said.text("authorizerCredentials"))
                        .authorizerPayloadFormatVersion(said.text("authorizerPayloadFormatVersion"))
                        .authorizerResultTtlInSeconds(said.number("authorizerResultTtlInSeconds"))
                        .enableSimpleResponses(
                                said.flag("enableSimpleResponses") ? Boolean.TRUE : null);
        if (jwt.present()) {
            authorizer.jwtConfiguration(
                    it -> it.issuer(jwt.text("issuer")).audience(jwt.texts("audience")));
        }
        return authorizer.build();
    }

    private static Operation operation(
            String key,
            Node document,
            Node operation,
            Map<String, Authorizer> authorizers,
            List<String> warnings) {
        String authorizer = null;
        List<String> scopes = List.of();
        for (Node security :
                operation.has("security")
                        ? operation.items("security")
                        : document.items("security")) {
            for (String name : security.children().keySet()) {
                if (authorizers.containsKey(name)) {
                    authorizer = name;
                    scopes = security.texts(name);
                } else {
                    warnings.add("Security scheme " + name + " of " + key + " has no authorizer");
                }
            }
        }
        boolean iam = operation.child(AUTH).text("type", "").equalsIgnoreCase("AWS_IAM");
        Node integration = operation.child(INTEGRATION);
        String shared = null;
        String reference = integration.text("$ref");
        if (reference != null) {
            shared = reference.substring(reference.lastIndexOf('/') + 1);
            integration = document.child("components").child(INTEGRATIONS).child(shared);
            if (!integration.present()) {
                throw new IllegalArgumentException("There is no " + reference);
            }
        }
        return new Operation(
                key,
                operation.text("operationId"),
                integration.present() ? Integrations.read(integration) : null,
                shared,
                authorizer,
                scopes,
                iam);
    }
}
