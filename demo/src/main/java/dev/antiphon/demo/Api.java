package dev.antiphon.demo;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/**
 * The HTTP API that partners call. Orders go straight to the bus, with no function on their way, in
 * the name of whom the authorizer has seen; callbacks go to a function.
 */
final class Api {

    private static final String STAGE = "live";
    private static final String ROLE = "arn:aws:iam::000000000000:role/api";
    private static final int AUTHORIZER_TTL_SECONDS = 300;

    private final ApiGatewayV2Client apis;
    private final String name;
    private @Nullable String id;

    Api(ApiGatewayV2Client apis, String name) {
        this.apis = apis;
        this.name = name;
    }

    /** Returns the address that its paths begin with, on a server at that endpoint. */
    URI create(URI endpoint, String bus, String authorizer, String callback) {
        String api =
                apis.createApi(request -> request.name(name).protocolType(ProtocolType.HTTP))
                        .apiId();
        id = api;
        String gate =
                apis.createAuthorizer(request ->
                                request.apiId(api)
                                        .name("partners")
                                        .authorizerType(AuthorizerType.REQUEST)
                                        .authorizerUri(invocation(authorizer))
                                        .authorizerPayloadFormatVersion("2.0")
                                        .enableSimpleResponses(true)
                                        .identitySource("$request.header.Authorization")
                                        .authorizerResultTtlInSeconds(AUTHORIZER_TTL_SECONDS))
                        .authorizerId();
        String toTheBus =
                apis.createIntegration(request ->
                                request.apiId(api)
                                        .integrationType(IntegrationType.AWS_PROXY)
                                        .integrationSubtype("EventBridge-PutEvents")
                                        .payloadFormatVersion("1.0")
                                        .credentialsArn(ROLE)
                                        .requestParameters(
                                                Map.of(
                                                        "EventBusName",
                                                        bus,
                                                        "Source",
                                                        "$context.authorizer.partner",
                                                        "DetailType",
                                                        Bus.RECEIVED,
                                                        "Detail",
                                                        "$request.body")))
                        .integrationId();
        String toTheFunction =
                apis.createIntegration(request ->
                                request.apiId(api)
                                        .integrationType(IntegrationType.AWS_PROXY)
                                        .payloadFormatVersion("2.0")
                                        .integrationUri(callback))
                        .integrationId();
        route(api, "POST /orders", toTheBus, gate);
        route(api, "POST /callbacks", toTheFunction, gate);
        apis.createStage(request -> request.apiId(api).stageName(STAGE).autoDeploy(true));
        return URI.create(endpoint + "/_aws/execute-api/" + api + "/" + STAGE);
    }

    private static String invocation(String function) {
        return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                + function
                + "/invocations";
    }

    private void route(String api, String key, String integration, String gate) {
        apis.createRoute(request ->
                request.apiId(api)
                        .routeKey(key)
                        .target("integrations/" + integration)
                        .authorizationType(AuthorizationType.CUSTOM)
                        .authorizerId(gate));
    }

    void delete() {
        if (id != null) {
            apis.deleteApi(request -> request.apiId(id));
            id = null;
        }
    }
}
