package dev.antiphon.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/** What definitions may be, and what becomes of them. */
class DefinitionTest {
    private final Account account = new Account();

    private void refused(String code, String message, SdkPojo request) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> account.call(request))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining(message);
    }

    @Test
    void an_api_has_what_aws_fills_in_and_an_address_of_this_server() {
        String id = account.api();
        GetApiResponse api = account.call(GetApiRequest.builder().apiId(id).build());
        assertThat(id).matches("[a-z][a-z0-9]{9}");
        assertThat(api.apiEndpoint())
                .isEqualTo("http://" + id + ".execute-api.us-east-1.localhost:4566");
        assertThat(api.routeSelectionExpression()).isEqualTo("${request.method} ${request.path}");
        assertThat(api.apiKeySelectionExpression()).isEqualTo("$request.header.x-api-key");
        assertThat(api.disableExecuteApiEndpoint()).isFalse();
        assertThat(api.createdDate()).isEqualTo(account.node().clock().instant());

        account.node()
                .callAs(
                        new Caller(
                                Account.ID, "us-east-1", "k", "http://127.0.0.1:4566", "r", null));
        api = account.call(GetApiRequest.builder().apiId(id).build());
        assertThat(api.apiEndpoint()).isEqualTo("http://127.0.0.1:4566/_aws/execute-api/" + id);
    }

    @Test
    void an_api_is_its_accounts_and_its_regions() {
        String id = account.api();
        for (Caller other :
                new Caller[] {
                    new Caller("111122223333", "us-east-1", "k", "http://x", "r", null),
                    new Caller(Account.ID, "eu-west-1", "k", "http://x", "r", null)
                }) {
            account.node().callAs(other);
            refused(
                    "NotFoundException",
                    "Invalid API identifier specified " + other.account() + ":" + id,
                    GetApiRequest.builder().apiId(id).build());
            refused(
                    "NotFoundException",
                    "Invalid API identifier specified",
                    CreateRouteRequest.builder().apiId(id).routeKey("$default").build());
            GetApisResponse apis = account.call(GetApisRequest.builder().build());
            assertThat(apis.items()).isEmpty();
        }
    }

    @Test
    void a_websocket_api_is_refused_clearly() {
        refused(
                "BadRequestException",
                "WEBSOCKET",
                CreateApiRequest.builder()
                        .name("ws")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/x, HTTP_PROXY, ANY, 1.0",
        "arn:aws:lambda:us-east-1:000000000000:function:f, AWS_PROXY, POST, 2.0"
    })
    void quick_create_makes_all_that_serves(
            String target, IntegrationType type, String method, String format) {
        CreateApiResponse api =
                account.call(
                        CreateApiRequest.builder()
                                .name("quick")
                                .protocolType(ProtocolType.HTTP)
                                .target(target)
                                .build());
        GetIntegrationsResponse integrations =
                account.call(GetIntegrationsRequest.builder().apiId(api.apiId()).build());
        assertThat(integrations.items())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.apiGatewayManaged()).isTrue();
                    assertThat(it.integrationType()).isEqualTo(type);
                    assertThat(it.integrationMethod()).isEqualTo(method);
                    assertThat(it.payloadFormatVersion()).isEqualTo(format);
                    assertThat(it.timeoutInMillis()).isEqualTo(30_000);
                });
        GetRoutesResponse routes =
                account.call(GetRoutesRequest.builder().apiId(api.apiId()).build());
        assertThat(routes.items()).extracting(Route::routeKey).containsExactly("$default");
        GetStageResponse stage =
                account.call(
                        GetStageRequest.builder().apiId(api.apiId()).stageName("$default").build());
        assertThat(stage.autoDeploy()).isTrue();
        assertThat(stage.lastDeploymentStatusMessage())
                .isEqualTo(
                        "Successfully deployed stage with deployment ID '"
                                + stage.deploymentId()
                                + "'");

        account.call(UpdateApiRequest.builder().apiId(api.apiId()).routeKey("GET /only").build());
        routes = account.call(GetRoutesRequest.builder().apiId(api.apiId()).build());
        assertThat(routes.items()).extracting(Route::routeKey).containsExactly("GET /only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET x",
                "get /x",
                "FETCH /x",
                "/x",
                "GET  /x",
                "GET /{x",
                "GET /a{x}",
                "GET /{x+}/y",
                "GET /{}",
                "$other",
                "GET /a b"
            })
    void a_route_key_is_a_method_and_a_path(String key) {
        refused(
                "BadRequestException",
                "The provided route key is not formatted properly for HTTP protocol.",
                CreateRouteRequest.builder().apiId(account.api()).routeKey(key).build());
    }

    @Test
    void no_two_routes_are_for_the_same() {
        String api = account.api();
        account.route(api, "GET /pets/{id}", null, any -> {});
        refused(
                "ConflictException",
                "Route with key GET /pets/{id} already exists for this API",
                CreateRouteRequest.builder().apiId(api).routeKey("GET /pets/{id}").build());
        refused(
                "ConflictException",
                "has a conflicting variable on the same hierarchical level as",
                CreateRouteRequest.builder().apiId(api).routeKey("GET /pets/{name}").build());
        account.route(api, "POST /pets/{name}", null, any -> {});
    }

    @Test
    void a_route_names_what_is_there() {
        String api = account.api();
        CreateRouteRequest.Builder route =
                CreateRouteRequest.builder().apiId(api).routeKey("GET /");
        refused("NotFoundException", "Integration", route.target("integrations/none").build());
        refused("BadRequestException", "target", route.target("elsewhere").build());
        route = CreateRouteRequest.builder().apiId(api).routeKey("GET /");
        refused(
                "BadRequestException",
                "AuthorizerId is required",
                route.authorizationType(AuthorizationType.JWT).build());
        refused("NotFoundException", "Authorizer", route.authorizerId("none").build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    MOCK       | -                     | -      | -                    | 1.0 | not supported
                    AWS        | arn:aws:x             | POST   | -                    | 1.0 | not supported
                    HTTP_PROXY | -                     | GET    | -                    | 1.0 | endpoint
                    HTTP_PROXY | ftp://x               | GET    | -                    | 1.0 | endpoint
                    HTTP_PROXY | http://x              | -      | -                    | 1.0 | method
                    HTTP_PROXY | http://x              | FETCH  | -                    | 1.0 | method
                    HTTP_PROXY | http://x              | GET    | -                    | 2.0 | 1.0
                    HTTP_PROXY | http://x              | GET    | -                    | -   | PayloadFormatVersion
                    AWS_PROXY  | http://x              | -      | -                    | 2.0 | function ARN
                    AWS_PROXY  | -                     | -      | -                    | 2.0 | function ARN
                    AWS_PROXY  | -                     | -      | S3-PutObject         | 1.0 | integrationSubtype
                    AWS_PROXY  | -                     | -      | SQS-SendMessage      | 1.0 | QueueUrl
                    """)
    void an_integration_is_of_a_kind_that_there_is(
            String type, String uri, String method, String subtype, String format, String said) {
        refused(
                "BadRequestException",
                said,
                CreateIntegrationRequest.builder()
                        .apiId(account.api())
                        .integrationType(type)
                        .integrationUri(uri)
                        .integrationMethod(method)
                        .integrationSubtype(subtype)
                        .payloadFormatVersion(format)
                        .build());
    }

    @Test
    void mappings_are_checked_when_they_are_made() {
        String api = account.api();
        CreateIntegrationRequest.Builder purge =
                CreateIntegrationRequest.builder()
                        .apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationSubtype("SQS-PurgeQueue")
                        .payloadFormatVersion("1.0");
        refused(
                "BadRequestException",
                "Invalid mapping expression specified",
                purge.requestParameters(Map.of("QueueUrl", "$request.cookie.x")).build());
        refused(
                "BadRequestException",
                "Parameter Urgency is not supported for SQS-PurgeQueue",
                purge.requestParameters(Map.of("QueueUrl", "u", "Urgency", "high")).build());
        refused(
                "BadRequestException",
                "Invalid mapping expression specified",
                purge.requestParameters(Map.of("QueueUrl", "u"))
                        .responseParameters(Map.of("200", Map.of("append:querystring.x", "v")))
                        .build());
        refused(
                "BadRequestException",
                "Invalid status code",
                purge.responseParameters(Map.of("2xx", Map.of())).build());
    }

    @Test
    void entries_that_are_updated_to_nothing_go() {
        String api = account.api();
        String id =
                account.operation(
                        api,
                        "SQS-SendMessage",
                        Map.of("QueueUrl", "u", "MessageBody", "b", "DelaySeconds", "1"));
        UpdateIntegrationResponse changed =
                account.call(
                        UpdateIntegrationRequest.builder()
                                .apiId(api)
                                .integrationId(id)
                                .requestParameters(Map.of("DelaySeconds", "", "MessageBody", "c"))
                                .build());
        assertThat(changed.requestParameters())
                .isEqualTo(Map.of("QueueUrl", "u", "MessageBody", "c"));
    }

    @Test
    void what_is_used_cannot_be_deleted() {
        String api = account.api();
        String integration = account.function(api, "2.0");
        account.route(api, "GET /", integration);
        refused(
                "ConflictException",
                "Cannot delete Integration '" + integration + "'",
                DeleteIntegrationRequest.builder().apiId(api).integrationId(integration).build());
    }

    @Test
    void an_authorizer_has_what_its_kind_needs() {
        CreateAuthorizerRequest.Builder authorizer =
                CreateAuthorizerRequest.builder()
                        .apiId(account.api())
                        .name("a")
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization");
        refused("BadRequestException", "JwtConfiguration", authorizer.build());
        refused(
                "BadRequestException",
                "Audience",
                authorizer.jwtConfiguration(it -> it.issuer("https://i")).build());
        refused(
                "BadRequestException",
                "Invalid mapping expression",
                authorizer
                        .jwtConfiguration(it -> it.issuer("https://i").audience("a"))
                        .identitySource("header")
                        .build());
        refused(
                "BadRequestException",
                "URI",
                authorizer
                        .authorizerType(AuthorizerType.REQUEST)
                        .identitySource("$request.header.x")
                        .build());
    }

    @Test
    void nothing_can_be_deployed_that_has_no_routes() {
        String api = account.api();
        refused(
                "BadRequestException",
                "Unable to deploy API because no routes exist in this API",
                CreateDeploymentRequest.builder().apiId(api).build());
        account.stage(api, "s", any -> {});
        GetStageResponse stage =
                account.call(GetStageRequest.builder().apiId(api).stageName("s").build());
        assertThat(stage.lastDeploymentStatusMessage()).contains("no routes exist");
    }

    @Test
    void a_stage_that_deploys_by_itself_keeps_its_last_deployment_only() {
        String api = account.served();
        for (String path : new String[] {"/a", "/b", "/c"}) {
            account.route(api, "GET " + path, null, any -> {});
        }
        GetDeploymentsResponse deployments =
                account.call(GetDeploymentsRequest.builder().apiId(api).build());
        assertThat(deployments.items())
                .singleElement()
                .satisfies(it -> assertThat(it.autoDeployed()).isTrue());
    }

    @Test
    void a_stage_is_checked() {
        String api = account.api();
        CreateStageRequest.Builder stage = CreateStageRequest.builder().apiId(api);
        refused("BadRequestException", "Stage name", stage.stageName("a b").build());
        refused(
                "BadRequestException",
                "Stage variable",
                stage.stageName("a").stageVariables(Map.of("a-b", "c")).build());
        refused(
                "NotFoundException",
                "Unable to find Route by key GET /x within the provided RouteSettings",
                stage.stageVariables(Map.of())
                        .routeSettings(Map.of("GET /x", RouteSettings.builder().build()))
                        .build());
        refused(
                "NotFoundException",
                "deployment",
                stage.routeSettings(Map.of()).deploymentId("none").build());
        account.stage(api, "a", it -> it.stageVariables(Map.of("x", "1", "y", "2")));
        account.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("a")
                        .stageVariables(Map.of("x", ""))
                        .build());
        GetStageResponse changed =
                account.call(GetStageRequest.builder().apiId(api).stageName("a").build());
        assertThat(changed.stageVariables()).isEqualTo(Map.of("y", "2"));
    }

    @Test
    void apis_and_stages_have_tags() {
        String api = account.api(it -> it.tags(Map.of("a", "1")));
        account.stage(api, "s", any -> {});
        for (String arn :
                new String[] {
                    "arn:aws:apigateway:us-east-1::/apis/" + api,
                    "arn:aws:apigateway:us-east-1::/apis/" + api + "/stages/s"
                }) {
            account.call(
                    TagResourceRequest.builder()
                            .resourceArn(arn)
                            .tags(Map.of("b", "2", "a", "3"))
                            .build());
            account.call(UntagResourceRequest.builder().resourceArn(arn).tagKeys("a").build());
            GetTagsResponse tags = account.call(GetTagsRequest.builder().resourceArn(arn).build());
            assertThat(tags.tags()).isEqualTo(Map.of("b", "2"));
        }
        refused(
                "BadRequestException",
                "ARN",
                GetTagsRequest.builder().resourceArn("arn:aws:sqs:us-east-1::x").build());
    }

    @Test
    void listings_go_on_where_they_ended() {
        for (int i = 0; i < 5; i++) {
            account.api();
        }
        GetApisResponse first = account.call(GetApisRequest.builder().maxResults("3").build());
        assertThat(first.items()).hasSize(3);
        GetApisResponse second =
                account.call(
                        GetApisRequest.builder()
                                .maxResults("3")
                                .nextToken(first.nextToken())
                                .build());
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.nextToken()).isNull();
        refused(
                "BadRequestException",
                "maxResults",
                GetApisRequest.builder().maxResults("x").build());
        refused(
                "BadRequestException",
                "nextToken",
                GetApisRequest.builder().nextToken("x").build());
    }
}
