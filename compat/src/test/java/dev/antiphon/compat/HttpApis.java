package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/** Every operation of API Gateway that HTTP APIs have, and requests to such APIs. */
interface HttpApis extends Scenario {
    String PASS =
            """
            {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "End": true}}}\
            """;

    private String newApi() {
        return apis().createApi(a -> a.name(Scenario.newName()).protocolType(ProtocolType.HTTP))
                .apiId();
    }

    private String integration(String api, String subtype, Map<String, String> parameters) {
        return apis().createIntegration(i ->
                        i.apiId(api)
                                .integrationType(IntegrationType.AWS_PROXY)
                                .integrationSubtype(subtype)
                                .payloadFormatVersion("1.0")
                                .requestParameters(parameters))
                .integrationId();
    }

    private String route(String api, String key, String integration) {
        return apis().createRoute(
                        r -> r.apiId(api).routeKey(key).target("integrations/" + integration))
                .routeId();
    }

    private static DomainNameConfiguration certified(String certificate) {
        return DomainNameConfiguration.builder().certificateArn(certificate).build();
    }

    private HttpResponse<String> post(String api, String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            access().endpoint()
                                                    + "/_aws/execute-api/"
                                                    + api
                                                    + path))
                            .header("content-type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void an_api_is_created_told_changed_listed_and_deleted() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String name = Scenario.newName();
        CreateApiResponse created =
                apis().createApi(a ->
                        a.name(name)
                                .protocolType(ProtocolType.HTTP)
                                .corsConfiguration(c -> c.allowOrigins("*").maxAge(5))
                                .tags(Map.of("a", "1")));
        String api = created.apiId();
        assertThat(created.createdDate()).isBetween(before, before.plusSeconds(60));
        assertThat(created.apiEndpoint()).contains(api);
        assertThat(apis().getApi(g -> g.apiId(api)).corsConfiguration().maxAge()).isEqualTo(5);
        apis().updateApi(u -> u.apiId(api).description("changed"));
        apis().deleteCorsConfiguration(d -> d.apiId(api));
        assertThat(apis().getApi(g -> g.apiId(api)).description()).isEqualTo("changed");
        assertThat(apis().getApi(g -> g.apiId(api)).corsConfiguration()).isNull();
        assertThat(apis().getApis(g -> g.maxResults("500")).items())
                .extracting(Api::apiId)
                .contains(api);

        String arn = "arn:aws:apigateway:us-east-1::/apis/" + api;
        apis().tagResource(t -> t.resourceArn(arn).tags(Map.of("b", "2")));
        apis().untagResource(u -> u.resourceArn(arn).tagKeys("a"));
        assertThat(apis().getTags(g -> g.resourceArn(arn)).tags()).isEqualTo(Map.of("b", "2"));

        apis().deleteApi(d -> d.apiId(api));
        assertThat(
                        catchThrowableOfType(
                                        NotFoundException.class,
                                        () -> apis().getApi(g -> g.apiId(api)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Invalid API identifier specified " + Access.ACCOUNT + ":" + api);
    }

    @Test
    default void routes_integrations_and_authorizers_make_an_api() {
        String api = newApi();
        String integration =
                integration(api, "SQS-PurgeQueue", Map.of("QueueUrl", "$request.querystring.q"));
        apis().updateIntegration(u ->
                u.apiId(api)
                        .integrationId(integration)
                        .timeoutInMillis(500)
                        .responseParameters(Map.of("200", Map.of("overwrite:statuscode", "202"))));
        assertThat(
                        apis().getIntegration(g -> g.apiId(api).integrationId(integration))
                                .responseParameters())
                .isEqualTo(Map.of("200", Map.of("overwrite:statuscode", "202")));
        assertThat(apis().getIntegrations(g -> g.apiId(api)).items())
                .extracting(Integration::timeoutInMillis)
                .containsExactly(500);

        String authorizer =
                apis().createAuthorizer(a ->
                                a.apiId(api)
                                        .name("login")
                                        .authorizerType(AuthorizerType.JWT)
                                        .identitySource("$request.header.Authorization")
                                        .jwtConfiguration(
                                                j -> j.issuer("https://i.example").audience("a")))
                        .authorizerId();
        apis().updateAuthorizer(u -> u.apiId(api).authorizerId(authorizer).name("door"));
        assertThat(apis().getAuthorizer(g -> g.apiId(api).authorizerId(authorizer)).name())
                .isEqualTo("door");
        assertThat(apis().getAuthorizers(g -> g.apiId(api)).items())
                .extracting(Authorizer::authorizerId)
                .containsExactly(authorizer);

        String route = route(api, "POST /purge", integration);
        apis().updateRoute(u ->
                u.apiId(api)
                        .routeId(route)
                        .authorizationType(AuthorizationType.JWT)
                        .authorizerId(authorizer)
                        .authorizationScopes("s"));
        assertThat(apis().getRoute(g -> g.apiId(api).routeId(route)).authorizationScopes())
                .containsExactly("s");
        assertThat(apis().getRoutes(g -> g.apiId(api)).items())
                .extracting(Route::routeKey)
                .containsExactly("POST /purge");
        assertThat(
                        catchThrowableOfType(
                                        ConflictException.class,
                                        () -> route(api, "POST /purge", integration))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Route with key POST /purge already exists for this API");

        apis().createStage(s -> s.apiId(api).stageName("$default").autoDeploy(true));
        assertThat(post(api, "/purge", "").statusCode()).isEqualTo(401);
        apis().resetAuthorizersCache(r -> r.apiId(api).stageName("$default"));

        apis().deleteRoute(d -> d.apiId(api).routeId(route));
        apis().deleteAuthorizer(d -> d.apiId(api).authorizerId(authorizer));
        apis().deleteIntegration(d -> d.apiId(api).integrationId(integration));
        assertThat(apis().getIntegrations(g -> g.apiId(api)).items()).isEmpty();
    }

    @Test
    default void stages_serve_deployments() {
        String queue = newQueue();
        String api = newApi();
        String integration =
                integration(
                        api,
                        "SQS-SendMessage",
                        Map.of("QueueUrl", "$stageVariables.queue", "MessageBody", "sent"));
        route(api, "POST /send", integration);
        apis().createStage(s ->
                s.apiId(api)
                        .stageName("prod")
                        .stageVariables(Map.of("queue", queue))
                        .accessLogSettings(l -> l.destinationArn("arn:aws:logs:x").format("f"))
                        .routeSettings(
                                Map.of(
                                        "POST /send",
                                        RouteSettings.builder()
                                                .throttlingRateLimit(0.5)
                                                .throttlingBurstLimit(0)
                                                .build())));
        assertThat(post(api, "/prod/send", "").statusCode()).isEqualTo(404);
        String deployment =
                apis().createDeployment(d -> d.apiId(api).stageName("prod")).deploymentId();
        apis().updateDeployment(
                        u -> u.apiId(api).deploymentId(deployment).description("the first"));
        assertThat(apis().getDeployment(g -> g.apiId(api).deploymentId(deployment)).description())
                .isEqualTo("the first");
        assertThat(apis().getDeployments(g -> g.apiId(api)).items())
                .extracting(Deployment::deploymentId)
                .containsExactly(deployment);
        HttpResponse<String> refused = post(api, "/prod/send", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");

        apis().deleteRouteSettings(d -> d.apiId(api).stageName("prod").routeKey("POST /send"));
        apis().deleteAccessLogSettings(d -> d.apiId(api).stageName("prod"));
        apis().updateStage(u -> u.apiId(api).stageName("prod").description("changed"));
        assertThat(apis().getStage(g -> g.apiId(api).stageName("prod")).accessLogSettings())
                .isNull();
        assertThat(apis().getStages(g -> g.apiId(api)).items())
                .extracting(Stage::description)
                .containsExactly("changed");
        assertThat(post(api, "/prod/send", "").statusCode()).isEqualTo(200);
        assertThat(receive(queue).body()).isEqualTo("sent");

        apis().deleteStage(d -> d.apiId(api).stageName("prod"));
        apis().deleteDeployment(d -> d.apiId(api).deploymentId(deployment));
        assertThat(apis().getDeployments(g -> g.apiId(api)).items()).isEmpty();
    }

    @Test
    default void a_domain_name_leads_to_stages() {
        String api = newApi();
        apis().createStage(s -> s.apiId(api).stageName("prod"));
        String name = Scenario.newName() + ".example.com";
        apis().createDomainName(d ->
                d.domainName(name).domainNameConfigurations(certified("arn:aws:acm:x")));
        apis().updateDomainName(u ->
                u.domainName(name).domainNameConfigurations(certified("arn:aws:acm:y")));
        assertThat(
                        apis().getDomainName(g -> g.domainName(name))
                                .domainNameConfigurations()
                                .getFirst()
                                .certificateArn())
                .isEqualTo("arn:aws:acm:y");
        assertThat(apis().getDomainNames(g -> g.maxResults("500")).items())
                .extracting(DomainName::domainName)
                .contains(name);
        String mapping =
                apis().createApiMapping(
                                m -> m.domainName(name).apiId(api).stage("prod").apiMappingKey("a"))
                        .apiMappingId();
        apis().updateApiMapping(u ->
                u.domainName(name).apiMappingId(mapping).apiId(api).apiMappingKey("b"));
        assertThat(
                        apis().getApiMapping(g -> g.domainName(name).apiMappingId(mapping))
                                .apiMappingKey())
                .isEqualTo("b");
        assertThat(apis().getApiMappings(g -> g.domainName(name)).items()).hasSize(1);
        apis().deleteApiMapping(d -> d.domainName(name).apiMappingId(mapping));
        apis().deleteDomainName(d -> d.domainName(name));
    }

    @Test
    default void an_api_comes_from_a_document_and_becomes_one() {
        String document =
                """
                {"openapi": "3.0.1", "info": {"title": "imported", "version": "1"},
                 "paths": {"/x": {"get": {"x-amazon-apigateway-integration": {
                   "type": "http_proxy", "httpMethod": "GET", "uri": "https://example.com",
                   "payloadFormatVersion": "1.0"}}}}}\
                """;
        String api = apis().importApi(i -> i.body(document)).apiId();
        apis().reimportApi(r -> r.apiId(api).body(document.replace("/x", "/y")));
        assertThat(apis().getRoutes(g -> g.apiId(api)).items())
                .extracting(Route::routeKey)
                .containsExactly("GET /y");
        assertThat(
                        apis().exportApi(
                                        e -> e.apiId(api).specification("OAS30").outputType("JSON"))
                                .body()
                                .asUtf8String())
                .contains("\"title\":\"imported\"")
                .contains("\"/y\"");
    }

    @Test
    @SuppressWarnings("unchecked") // of the varargs, as the SDK has them
    default void a_request_puts_an_event_on_a_bus_and_another_starts_a_workflow() {
        String queue = newQueue();
        String source = Scenario.newName();
        events().putRule(r -> r.name(source).eventPattern("{\"source\":[\"" + source + "\"]}"));
        events().putTargets(t -> t.rule(source).targets(x -> x.id("q").arn(arn(queue))));
        String machine =
                states().createStateMachine(m ->
                                m.name(Scenario.newName())
                                        .type(StateMachineType.EXPRESS)
                                        .definition(PASS)
                                        .roleArn(Routing.ROLE))
                        .stateMachineArn();
        String api = newApi();
        apis().createStage(s -> s.apiId(api).stageName("$default").autoDeploy(true));
        route(
                api,
                "POST /orders",
                integration(
                        api,
                        "EventBridge-PutEvents",
                        Map.of(
                                "Source", source,
                                "DetailType", "$request.body.type",
                                "Detail", "$request.body")));
        route(
                api,
                "POST /run",
                integration(
                        api,
                        "StepFunctions-StartSyncExecution",
                        Map.of("StateMachineArn", machine, "Input", "$request.body")));

        HttpResponse<String> placed = post(api, "/orders", "{\"type\":\"OrderPlaced\"}");
        assertThat(placed.statusCode()).isEqualTo(200);
        assertThat(placed.body()).contains("\"FailedEntryCount\":0");
        assertThat(placed.headers().firstValue("apigw-requestid")).isPresent();
        assertThat(receive(queue).body()).contains("\"detail-type\":\"OrderPlaced\"");

        HttpResponse<String> run = post(api, "/run", "{\"a\":1}");
        assertThat(run.body())
                .contains("\"status\":\"SUCCEEDED\"")
                .contains("\"output\":\"{\\\"a\\\":1}\"");
        assertThat(post(api, "/nowhere", "").statusCode()).isEqualTo(404);
    }
}
