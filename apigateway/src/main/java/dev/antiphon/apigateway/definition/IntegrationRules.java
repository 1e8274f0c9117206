package dev.antiphon.apigateway.definition;

import dev.antiphon.apigateway.mapping.Expression;
import dev.antiphon.apigateway.mapping.ParameterChange;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/**
 * What the integration of an HTTP API may be
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html).
 */
final class IntegrationRules {
    private static final int USUAL_TIMEOUT = 30_000;

    /** A function's own ARN, or the address of its invocation. */
    private static final String FUNCTION =
            "arn:[a-z-]+:lambda:[^:]*:[0-9]*:function:.+"
                    + "|arn:[a-z-]+:apigateway:[^:]+:lambda:path/.+/invocations";

    private IntegrationRules() {}

    /**
     * With what AWS fills in.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static Integration checked(Integration said) {
        Integration.Builder builder = said.toBuilder();
        if (said.connectionType() == null) {
            builder.connectionType(ConnectionType.INTERNET);
        }
        if (said.timeoutInMillis() == null) {
            builder.timeoutInMillis(USUAL_TIMEOUT);
        }
        if (said.integrationType() == IntegrationType.AWS_PROXY
                && said.integrationMethod() == null
                && said.integrationSubtype() == null) {
            builder.integrationMethod("POST");
        }
        Integration integration = builder.build();
        check(integration);
        return integration;
    }

    private static void check(Integration integration) {
        if (integration.connectionType() == ConnectionType.VPC_LINK) {
            throw ApiErrors.badRequest("This server has no VPC links");
        }
        if (integration.payloadFormatVersion() == null) {
            throw ApiErrors.badRequest("PayloadFormatVersion is a required parameter");
        }
        switch (integration.integrationType()) {
            case HTTP_PROXY -> checkHttp(integration);
            case AWS_PROXY -> {
                if (integration.integrationSubtype() == null) {
                    checkFunction(integration);
                } else {
                    checkSubtype(integration, integration.integrationSubtype());
                }
            }
            case AWS, HTTP, MOCK, UNKNOWN_TO_SDK_VERSION ->
                    throw ApiErrors.badRequest(
                            "Integration type "
                                    + integration.integrationTypeAsString()
                                    + " is not supported for HTTP protocol Apis");
        }
        integration
                .responseParameters()
                .forEach((status, changes) -> {
                    if (!status.matches("[2-5][0-9][0-9]")) {
                        throw ApiErrors.badRequest(
                                "Invalid status code in responseParameters: " + status);
                    }
                    expression(changes, ParameterChange::ofResponse);
                });
    }

    private static void checkHttp(Integration integration) {
        String uri = integration.integrationUri();
        if (uri == null || !uri.toLowerCase(Locale.ROOT).matches("https?://.+")) {
            throw ApiErrors.badRequest("Invalid HTTP endpoint specified for URI");
        }
        String method = integration.integrationMethod();
        if (method == null || !RouteKey.METHODS.contains(method)) {
            throw ApiErrors.badRequest("Invalid HTTP method specified for integrationMethod");
        }
        onlyFormat(integration, "1.0");
        expression(integration.requestParameters(), ParameterChange::ofRequest);
    }

    private static void checkFunction(Integration integration) {
        String uri = integration.integrationUri();
        if (uri == null || !uri.matches(FUNCTION)) {
            throw ApiErrors.badRequest("Invalid function ARN or invalid uri");
        }
        if (!integration.payloadFormatVersion().matches("1\\.0|2\\.0")) {
            throw ApiErrors.badRequest("Invalid payloadFormatVersion specified");
        }
        expression(integration.requestParameters(), ParameterChange::ofRequest);
    }

    private static void checkSubtype(Integration integration, String name) {
        IntegrationSubtype subtype = IntegrationSubtype.find(name);
        if (subtype == null) {
            throw ApiErrors.badRequest("Unknown integrationSubtype: " + name);
        }
        onlyFormat(integration, "1.0");
        Map<String, String> parameters = integration.requestParameters();
        for (String required : subtype.required()) {
            if (!parameters.containsKey(required)) {
                throw ApiErrors.badRequest("Parameter " + required + " is required for " + name);
            }
        }
        parameters.forEach((parameter, value) -> {
            if (!subtype.knows(parameter)) {
                throw ApiErrors.badRequest(
                        "Parameter " + parameter + " is not supported for " + name);
            }
            expression(value, Expression::ofRequest);
        });
    }

    private static void onlyFormat(Integration integration, String version) {
        if (!integration.payloadFormatVersion().equals(version)) {
            throw ApiErrors.badRequest(
                    "PayloadFormatVersion must be 1.0 for this type of integration");
        }
    }

    private static <T> void expression(T mapping, Consumer<T> parse) {
        try {
            parse.accept(mapping);
        } catch (IllegalArgumentException e) {
            throw ApiErrors.badRequest("Invalid mapping expression specified: " + e.getMessage());
        }
    }
}
