package dev.antiphon.apigateway;

import static dev.antiphon.apigateway.Account.body;
import static dev.antiphon.apigateway.Account.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/** What stages serve, and what they do with every request. */
class StageTest {
    private final Account account = new Account();

    StageTest() {
        account.outside.function(
                Account.ECHO, event -> "\"" + Text.member(event, "routeKey") + "\"");
    }

    private void route(String api, String key) {
        account.route(api, key, account.function(api, "2.0"));
    }

    @Test
    void a_stage_serves_what_was_deployed_to_it() {
        String api = account.api();
        account.stage(api, "prod", it -> it.autoDeploy(false));
        account.stage(api, "dev", any -> {});
        route(api, "GET /a");
        assertThat(account.get(api, "/dev/a").status()).isEqualTo(200);
        assertThat(account.get(api, "/prod/a").status()).isEqualTo(404);

        CreateDeploymentResponse first =
                account.call(
                        CreateDeploymentRequest.builder().apiId(api).stageName("prod").build());
        assertThat(account.get(api, "/prod/a").status()).isEqualTo(200);

        route(api, "GET /b");
        assertThat(account.get(api, "/dev/b").status()).isEqualTo(200);
        assertThat(account.get(api, "/prod/b").status()).isEqualTo(404);

        account.call(CreateDeploymentRequest.builder().apiId(api).stageName("prod").build());
        assertThat(account.get(api, "/prod/b").status()).isEqualTo(200);
        account.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .deploymentId(first.deploymentId())
                        .build());
        assertThat(account.get(api, "/prod/b").status()).isEqualTo(404);
        assertThat(account.get(api, "/prod/a").status()).isEqualTo(200);
    }

    @Test
    void a_path_without_a_stage_is_the_default_stages() {
        String api = account.served();
        account.stage(api, "v1", any -> {});
        route(api, "GET /");
        route(api, "GET /v2");
        assertThat(body(account.get(api, "/"))).isEqualTo("GET /");
        assertThat(body(account.get(api, "/v1"))).isEqualTo("GET /");
        assertThat(body(account.get(api, "/v1/"))).isEqualTo("GET /");
        assertThat(body(account.get(api, "/v2"))).isEqualTo("GET /v2");
        assertThat(body(account.get(api, "/v1/v2"))).isEqualTo("GET /v2");
        assertThat(account.get(api, "/v3").status()).isEqualTo(404);
    }

    @Test
    void what_is_deployed_survives_a_crash() {
        String api = account.served();
        route(api, "GET /");
        account.node().crashAndRestart();
        assertThat(account.get(api, "/").status()).isEqualTo(200);
    }

    @Test
    void an_api_that_is_not_there_is_not_found() {
        assertThat(body(account.get("nosuchapi", "/"))).isEqualTo("{\"message\":\"Not Found\"}");
        String api = account.served();
        route(api, "GET /");
        account.call(UpdateApiRequest.builder().apiId(api).disableExecuteApiEndpoint(true).build());
        assertThat(account.get(api, "/").status()).isEqualTo(404);
        account.call(
                UpdateApiRequest.builder().apiId(api).disableExecuteApiEndpoint(false).build());
        assertThat(account.get(api, "/").status()).isEqualTo(200);
        account.call(DeleteApiRequest.builder().apiId(api).build());
        assertThat(account.get(api, "/").status()).isEqualTo(404);
        assertThat(account.begin("GET", "localhost", "/", "")).isNull();
    }

    @Test
    void a_route_takes_so_many_requests_and_then_no_more_for_a_while() {
        String api = account.api();
        route(api, "GET /slow");
        route(api, "GET /fast");
        account.stage(
                api,
                "$default",
                it ->
                        it.routeSettings(
                                Map.of(
                                        "GET /slow",
                                        RouteSettings.builder()
                                                .throttlingRateLimit(2.0)
                                                .throttlingBurstLimit(3)
                                                .build())));
        for (int i = 0; i < 3; i++) {
            assertThat(account.get(api, "/slow").status()).isEqualTo(200);
        }
        IngressAnswer refused = account.get(api, "/slow");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(body(refused)).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(account.get(api, "/fast").status()).isEqualTo(200);
        account.advance(Duration.ofMillis(500));
        assertThat(account.get(api, "/slow").status()).isEqualTo(200);
        assertThat(account.get(api, "/slow").status()).isEqualTo(429);
    }

    @Test
    void a_body_of_more_than_ten_megabytes_is_too_large() {
        String api = account.served();
        route(api, "POST /");
        assertThat(account.post(api, "/", "x".repeat(10 << 20)).status()).isEqualTo(200);
        IngressAnswer refused = account.post(api, "/", "x".repeat((10 << 20) + 1));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(body(refused)).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void pages_of_other_sites_are_answered_as_the_rules_say() {
        String api =
                account.api(it ->
                        it.corsConfiguration(cors ->
                                cors.allowOrigins("https://a.example")
                                        .allowMethods("POST")
                                        .allowHeaders("x-id")
                                        .maxAge(5)));
        account.stage(api, "$default", any -> {});
        route(api, "POST /");
        account.outside.function(
                Account.ECHO,
                event ->
                        "{\"statusCode\":200,"
                                + "\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}");

        Header origin = new Header("origin", "https://a.example");
        IngressAnswer asked =
                account.send(
                        "OPTIONS",
                        api,
                        "/anything",
                        "",
                        origin,
                        new Header("access-control-request-method", "POST"));
        assertThat(asked.status()).isEqualTo(204);
        assertThat(header(asked, "access-control-allow-origin")).isEqualTo("https://a.example");
        assertThat(header(asked, "access-control-allow-methods")).isEqualTo("POST");
        assertThat(header(asked, "access-control-max-age")).isEqualTo("5");

        IngressAnswer done = account.post(api, "/", "", origin);
        assertThat(done.headers())
                .filteredOn(it -> it.name().equalsIgnoreCase("access-control-allow-origin"))
                .extracting(Header::value)
                .containsExactly("https://a.example");

        account.call(DeleteCorsConfigurationRequest.builder().apiId(api).build());
        assertThat(header(account.post(api, "/", "", origin), "access-control-allow-origin"))
                .isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    api.example.com   | /orders/x      | GET /x
                    api.example.com   | /orders        | GET /
                    api.example.com   | /orders/v2/x   | GET /v2/x
                    api.example.com   | /ordersx       | (none)
                    API.example.com   | /orders/x      | GET /x
                    a.w.example.com   | /x             | GET /x
                    """)
    void a_domain_name_leads_to_a_stage(String host, String path, String routeKey) {
        String api = account.served();
        for (String key : new String[] {"GET /", "GET /x", "GET /v2/x"}) {
            route(api, key);
        }
        domain("api.example.com", api, "orders");
        domain("*.w.example.com", api, null);
        CompletionStage<IngressAnswer> answer =
                account.begin("GET", host.toLowerCase(Locale.ROOT), path, "");
        IngressAnswer given = Objects.requireNonNull(answer).toCompletableFuture().join();
        assertThat(given.status() == 404 ? "(none)" : body(given)).isEqualTo(routeKey);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "antiphon",
                "127.0.0.1",
                "*.localhost",
                "*.0.0.1",
                "example.com.",
                ".example.com",
                "a..example.com",
                "sqs.us-east-1.localhost",
                "us-east-1.localhost",
                "SQS.eu-west-3.Amazonaws.com",
                "*.amazonaws.com",
                "sns.cn-north-1.amazonaws.com.cn",
                "lambda.us-east-1.api.aws",
                "abc.lambda-url.us-east-1.on.aws"
            })
    void no_account_can_have_a_name_under_which_services_are_called(String name) {
        CreateDomainNameRequest request =
                CreateDomainNameRequest.builder()
                        .domainName(name)
                        .domainNameConfigurations(certified("arn:c"))
                        .build();
        assertThatThrownBy(() -> account.call(request))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("BadRequestException"))
                .hasMessage("Invalid domain name specified: " + name);
    }

    @Test
    void mutual_tls_is_refused_where_it_is_asked_for() {
        CreateDomainNameRequest.Builder request =
                CreateDomainNameRequest.builder()
                        .domainName("mutual.example.com")
                        .domainNameConfigurations(certified("arn:c"))
                        .mutualTlsAuthentication(it -> it.truststoreUri("s3://bucket/key"));
        assertThatThrownBy(() -> account.call(request.build()))
                .isInstanceOf(AwsException.class)
                .hasMessage("Mutual TLS authentication is not supported");
        CreateDomainNameResponse created =
                account.call(request.mutualTlsAuthentication(it -> {}).build());
        assertThat(created.domainName()).isEqualTo("mutual.example.com");
    }

    private static DomainNameConfiguration certified(String certificate) {
        return DomainNameConfiguration.builder().certificateArn(certificate).build();
    }

    private void domain(String name, String api, @Nullable String key) {
        account.call(
                CreateDomainNameRequest.builder()
                        .domainName(name)
                        .domainNameConfigurations(certified("arn:c"))
                        .build());
        account.call(
                CreateApiMappingRequest.builder()
                        .domainName(name)
                        .apiId(api)
                        .stage("$default")
                        .apiMappingKey(key)
                        .build());
    }
}
