package dev.antiphon.apigateway;

import static dev.antiphon.apigateway.Account.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.antiphon.api.AwsException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** APIs from documents, and documents of APIs. */
class OpenApiTest {
    private static final String ORDERS =
            """
            openapi: 3.0.1
            info: {title: orders, version: "7", description: What is ordered}
            servers:
              - url: "https://example.com/{basePath}"
                variables: {basePath: {default: "shop/v1"}}
            tags:
              - name: team
                x-amazon-apigateway-tag-value: kitchen
            x-amazon-apigateway-cors:
              allowOrigins: ["https://a.example"]
              maxAge: 10
            components:
              x-amazon-apigateway-integrations:
                bus:
                  type: AWS_PROXY
                  integrationSubtype: EventBridge-PutEvents
                  payloadFormatVersion: "1.0"
                  credentials: arn:aws:iam::000000000000:role/r
                  requestParameters:
                    Source: shop
                    DetailType: $request.body.type
                    Detail: $request.body
              securitySchemes:
                login:
                  type: oauth2
                  x-amazon-apigateway-authorizer:
                    type: jwt
                    identitySource: $request.header.Authorization
                    jwtConfiguration: {issuer: "https://i.example", audience: [shop]}
                unknown: {type: http}
            paths:
              /orders:
                post:
                  operationId: place
                  x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/bus"}
                put:
                  x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/bus"}
                get:
                  security: [{login: [orders]}]
                  x-amazon-apigateway-integration:
                    type: http_proxy
                    httpMethod: ANY
                    uri: https://example.com
                    payloadFormatVersion: 1.0
              /signed:
                x-amazon-apigateway-any-method:
                  x-amazon-apigateway-auth: {type: AWS_IAM}
                  security: [{unknown: []}]
              /$default:
                x-amazon-apigateway-any-method:
                  isDefaultRoute: true
                  x-amazon-apigateway-integration:
                    type: AWS_PROXY
                    uri: arn:aws:lambda:us-east-1:000000000000:function:echo
                    payloadFormatVersion: "2.0"
            """;

    private final Account account = new Account();

    private List<Route> routes(String api) {
        GetRoutesResponse routes = account.call(GetRoutesRequest.builder().apiId(api).build());
        return routes.items();
    }

    private Route route(String api, String key) {
        return routes(api).stream().filter(it -> it.routeKey().equals(key)).findAny().orElseThrow();
    }

    private String document(String api, String type) {
        ExportApiResponse exported =
                account.call(
                        ExportApiRequest.builder()
                                .apiId(api)
                                .specification("OAS30")
                                .outputType(type)
                                .build());
        return exported.body().asUtf8String();
    }

    @Test
    void a_document_becomes_an_api() {
        ImportApiResponse api = account.call(ImportApiRequest.builder().body(ORDERS).build());
        assertThat(api.name()).isEqualTo("orders");
        assertThat(api.version()).isEqualTo("7");
        assertThat(api.description()).isEqualTo("What is ordered");
        assertThat(api.corsConfiguration().allowOrigins()).containsExactly("https://a.example");
        assertThat(api.tags()).containsEntry("team", "kitchen");
        assertThat(api.warnings())
                .containsExactly("Security scheme unknown of ANY /signed has no authorizer");
        assertThat(routes(api.apiId()))
                .extracting(Route::routeKey)
                .containsExactlyInAnyOrder(
                        "POST /orders", "PUT /orders", "GET /orders", "ANY /signed", "$default");
        assertThat(route(api.apiId(), "POST /orders").operationName()).isEqualTo("place");
        assertThat(route(api.apiId(), "POST /orders").target())
                .isEqualTo(route(api.apiId(), "PUT /orders").target());
        assertThat(route(api.apiId(), "GET /orders").authorizationType())
                .isEqualTo(AuthorizationType.JWT);
        assertThat(route(api.apiId(), "GET /orders").authorizationScopes())
                .containsExactly("orders");
        assertThat(route(api.apiId(), "ANY /signed").authorizationType())
                .isEqualTo(AuthorizationType.AWS_IAM);
        GetIntegrationsResponse integrations =
                account.call(GetIntegrationsRequest.builder().apiId(api.apiId()).build());
        assertThat(integrations.items()).hasSize(3);

        account.stage(api.apiId(), "$default", any -> {});
        account.outside.operation("PutEvents", "{\"Entries\":[]}");
        assertThat(body(account.post(api.apiId(), "/orders", "{\"type\":\"t\"}")))
                .isEqualTo("{\"Entries\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"ignore, /orders", "prepend, /shop/v1/orders", "split, /v1/orders"})
    void the_servers_path_goes_before_those_of_routes_if_asked_for(String base, String path) {
        ImportApiResponse api =
                account.call(ImportApiRequest.builder().body(ORDERS).basepath(base).build());
        assertThat(routes(api.apiId())).extracting(Route::routeKey).contains("PUT " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "YAML"})
    void what_was_exported_can_be_imported(String type) {
        ImportApiResponse api = account.call(ImportApiRequest.builder().body(ORDERS).build());
        String document = document(api.apiId(), type);
        String empty = account.api();
        account.call(ReimportApiRequest.builder().apiId(empty).body(document).build());
        assertThat(routes(empty))
                .extracting(Route::routeKey, Route::authorizationType, Route::operationName)
                .containsExactlyInAnyOrderElementsOf(
                        routes(api.apiId()).stream()
                                .map(it ->
                                        tuple(
                                                it.routeKey(),
                                                it.authorizationType(),
                                                it.operationName()))
                                .toList());
        assertThat(Text.member(document(empty, "JSON"), "components/securitySchemes/login"))
                .isEqualTo(
                        Text.member(
                                document(api.apiId(), "JSON"), "components/securitySchemes/login"));
    }

    @Test
    void a_document_takes_the_place_of_what_was_there() {
        String api = account.served();
        account.route(api, "GET /old", account.function(api, "2.0"));
        account.call(ReimportApiRequest.builder().apiId(api).body(ORDERS).build());
        assertThat(routes(api)).hasSize(5).noneMatch(it -> it.routeKey().equals("GET /old"));
        account.outside.operation("PutEvents", "{\"Entries\":[]}");
        assertThat(account.post(api, "/orders", "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "[1, 2]",
                "{\"swagger\":\"2.0\"}",
                "a: [",
                "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"x\"},\"paths\":{\"nopath\":"
                        + "{\"get\":{}}}}"
            })
    void what_describes_no_api_is_refused(String text) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> account.call(ImportApiRequest.builder().body(text).build()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("BadRequestException"));
    }

    @ParameterizedTest
    @CsvSource({"[,", "'{\"a\":',", "'- ',a", "'a: {',"})
    void what_is_nested_deeply_is_refused_and_not_followed(String level, @Nullable String end) {
        String text = level.repeat(5_000) + (end == null ? "" : end);
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> account.call(ImportApiRequest.builder().body(text).build()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("BadRequestException"))
                .withMessage("Unable to parse API definition: it is nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{openapi: 3.0.1, info: {title: &a {b: &c {d: *a}}}, paths: {}}",
                "{openapi: 3.0.1, info: {title: x}, paths: {}, tags: [{name: &a [[*a]], x-amazon-apigateway-tag-value: v}]}",
                "{openapi: 3.0.1, info: {title: x, version: {a: b}}, paths: {}}"
            })
    void a_structure_is_no_text(String text) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> account.call(ImportApiRequest.builder().body(text).build()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("BadRequestException"))
                .withMessageContaining("instead of a structure");
    }

    @Test
    void a_warning_is_a_refusal_if_asked_for() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() ->
                        account.call(
                                ImportApiRequest.builder()
                                        .body(ORDERS)
                                        .failOnWarnings(true)
                                        .build()))
                .withMessageContaining("Security scheme unknown");
    }
}
