package dev.antiphon.apigateway.openapi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/**
 * The extension that says what a route leads to
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html).
 */
final class Integrations {
    private Integrations() {}

    static Integration read(Node said) {
        Map<String, Map<String, String>> answers = new LinkedHashMap<>();
        said.child("responseParameters")
                .children()
                .keySet()
                .forEach(status ->
                        answers.put(status, said.child("responseParameters").textMap(status)));
        String subtype = said.text("integrationSubtype");
        return Integration.builder()
                .integrationType(
                        IntegrationType.fromValue(said.text("type", "").toUpperCase(Locale.ROOT)))
                .integrationSubtype(subtype)
                .integrationUri(said.text("uri"))
                .integrationMethod(subtype == null ? method(said.text("httpMethod")) : null)
                .payloadFormatVersion(said.text("payloadFormatVersion"))
                .credentialsArn(said.text("credentials"))
                .connectionType(connection(said.text("connectionType")))
                .connectionId(said.text("connectionId"))
                .description(said.text("description"))
                .timeoutInMillis(said.number("timeoutInMillis"))
                .requestParameters(said.textMap("requestParameters"))
                .responseParameters(answers)
                .build();
    }

    /** REST APIs write the method that way. */
    private static @Nullable String method(@Nullable String said) {
        if (said == null) {
            return null;
        }
        return said.equalsIgnoreCase(OpenApi.ANY) ? "ANY" : said.toUpperCase(Locale.ROOT);
    }

    private static @Nullable ConnectionType connection(@Nullable String said) {
        return said == null ? null : ConnectionType.fromValue(said.toUpperCase(Locale.ROOT));
    }

    static Map<String, @Nullable Object> write(Integration integration) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        put(said, "payloadFormatVersion", integration.payloadFormatVersion());
        put(said, "type", integration.integrationTypeAsString().toLowerCase(Locale.ROOT));
        put(said, "integrationSubtype", integration.integrationSubtype());
        put(said, "httpMethod", integration.integrationMethod());
        put(said, "uri", integration.integrationUri());
        put(said, "credentials", integration.credentialsArn());
        put(said, "connectionType", integration.connectionTypeAsString());
        put(said, "connectionId", integration.connectionId());
        put(said, "description", integration.description());
        put(said, "timeoutInMillis", integration.timeoutInMillis());
        if (!integration.requestParameters().isEmpty()) {
            said.put("requestParameters", integration.requestParameters());
        }
        if (!integration.responseParameters().isEmpty()) {
            said.put("responseParameters", integration.responseParameters());
        }
        return said;
    }

    static void put(Map<String, @Nullable Object> said, String name, @Nullable Object value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
