package dev.antiphon.apigateway;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** Somebody with HTTP APIs, on a node of their own. */
final class Account {
    static final String ID = "000000000000";
    static final String ECHO = "arn:aws:lambda:us-east-1:" + ID + ":function:echo";

    final FakeOutside outside = new FakeOutside();

    /** Computes at once, unless a test wants it otherwise. */
    Executor proofs = Runnable::run;

    private final ApiGatewayService service =
            new ApiGatewayService(outside, proof -> proofs.execute(proof));
    private final TestNode node = TestNode.of(service);
    private int requests;
    private @Nullable String signer;

    TestNode node() {
        return node;
    }

    void advance(Duration by) {
        node.advance(by);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the response type
    <O extends SdkPojo> O call(SdkPojo request) {
        return node.call(request);
    }

    /** An API without anything in it. */
    String api() {
        return api(any -> {});
    }

    String api(Consumer<CreateApiRequest.Builder> more) {
        CreateApiRequest.Builder request =
                CreateApiRequest.builder().name("orders").protocolType(ProtocolType.HTTP);
        more.accept(request);
        CreateApiResponse created = call(request.build());
        return created.apiId();
    }

    /** An API whose default stage deploys by itself. */
    String served() {
        String api = api();
        stage(api, "$default", any -> {});
        return api;
    }

    void stage(String api, String name, Consumer<CreateStageRequest.Builder> more) {
        CreateStageRequest.Builder request =
                CreateStageRequest.builder().apiId(api).stageName(name).autoDeploy(true);
        more.accept(request);
        call(request.build());
    }

    String integration(String api, Consumer<CreateIntegrationRequest.Builder> more) {
        CreateIntegrationRequest.Builder request =
                CreateIntegrationRequest.builder().apiId(api).payloadFormatVersion("1.0");
        more.accept(request);
        CreateIntegrationResponse created = call(request.build());
        return created.integrationId();
    }

    String function(String api, String format) {
        return integration(
                api,
                it ->
                        it.integrationType(IntegrationType.AWS_PROXY)
                                .integrationUri(ECHO)
                                .payloadFormatVersion(format));
    }

    String operation(String api, String subtype, Map<String, String> parameters) {
        return integration(
                api,
                it ->
                        it.integrationType(IntegrationType.AWS_PROXY)
                                .integrationSubtype(subtype)
                                .requestParameters(parameters));
    }

    String http(String api, String method, String uri) {
        return integration(
                api,
                it ->
                        it.integrationType(IntegrationType.HTTP_PROXY)
                                .integrationMethod(method)
                                .integrationUri(uri));
    }

    String route(String api, String key, String integration) {
        return route(api, key, integration, any -> {});
    }

    String route(
            String api,
            String key,
            @Nullable String integration,
            Consumer<CreateRouteRequest.Builder> more) {
        CreateRouteRequest.Builder request =
                CreateRouteRequest.builder()
                        .apiId(api)
                        .routeKey(key)
                        .target(integration == null ? null : "integrations/" + integration);
        more.accept(request);
        CreateRouteResponse created = call(request.build());
        return created.routeId();
    }

    // Requests.

    IngressAnswer get(String api, String target, Header... headers) {
        return send("GET", api, target, "", headers);
    }

    IngressAnswer post(String api, String target, String body, Header... headers) {
        return send("POST", api, target, body, headers);
    }

    IngressAnswer send(String method, String api, String target, String body, Header... headers) {
        CompletionStage<IngressAnswer> answer =
                begin(method, api + ".execute-api.us-east-1.localhost", target, body, headers);
        if (answer == null) {
            throw new AssertionError("nobody answers " + target);
        }
        return answer.toCompletableFuture().join();
    }

    /** Null if API Gateway has nothing to do with the host. */
    @Nullable CompletionStage<IngressAnswer> begin(
            String method, String host, String target, String body, Header... headers) {
        int query = target.indexOf('?');
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new Header("host", host + ":4566"));
        if (!service.takes(node.engine(), host)) {
            return null;
        }
        return service.answer(
                node.engine(),
                new IngressRequest(
                        method,
                        host,
                        query < 0 ? target : target.substring(0, query),
                        query < 0 ? "" : target.substring(query + 1),
                        all,
                        body.getBytes(StandardCharsets.UTF_8),
                        "192.0.2.7",
                        false,
                        node.clock().instant(),
                        String.format("00000000-0000-4000-8000-%012d", ++requests),
                        this::signer));
    }

    /** From here on requests are signed. */
    void signedBy(String id) {
        signer = id;
    }

    private Caller signer(String name) {
        if (signer == null || !name.equals("execute-api")) {
            throw AwsException.sender("AccessDeniedException", 403, "Forbidden");
        }
        return new Caller(signer, "us-east-1", "key", "", "request", null);
    }

    static String body(IngressAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static @Nullable String header(IngressAnswer answer, String name) {
        for (Header header : answer.headers()) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }
}
