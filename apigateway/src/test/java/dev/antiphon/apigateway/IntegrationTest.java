package dev.antiphon.apigateway;

import static dev.antiphon.apigateway.Account.body;
import static dev.antiphon.apigateway.Account.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/** What integrations are asked, and what becomes of their answers. */
class IntegrationTest {
    private final Account account = new Account();
    private final FakeOutside outside = account.outside;

    @Test
    void an_event_is_put_on_a_bus() {
        String api = account.served();
        account.route(
                api,
                "POST /orders/{partner}",
                account.operation(
                        api,
                        "EventBridge-PutEvents",
                        Map.of(
                                "Source", "partner.${request.path.partner}",
                                "DetailType", "$request.header.x-kind",
                                "Detail", "$request.body",
                                "EventBusName", "$stageVariables.bus",
                                "Resources", "$request.body.resources",
                                "Time", "$request.body.at",
                                "Region", "eu-west-1")));
        outside.operation(
                "PutEvents", "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");

        IngressAnswer answer =
                account.post(
                        api,
                        "/orders/ubereats",
                        "{\"id\":7,\"resources\":[\"r\"],\"at\":1700000000}",
                        new Header("x-kind", "OrderPlaced"),
                        new Header("x-amzn-trace-id", "Root=1-2-3"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer))
                .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
        assertThat(header(answer, "apigw-requestid")).isNotEmpty();
        assertThat(outside.lastOperation().service()).isEqualTo("events");
        assertThat(outside.lastOperation().region()).isEqualTo("eu-west-1");
        assertThat(outside.lastOperation().account()).isEqualTo(Account.ID);
        assertThat(outside.lastOperation().traceHeader()).isEqualTo("Root=1-2-3");
        assertThat(outside.patience).isEqualTo(Duration.ofSeconds(30));
        String entry = outside.lastInput();
        assertThat(entry).startsWith("{\"Entries\":[{");
        assertThat(entry).contains("\"Source\":\"partner.ubereats\"");
        assertThat(entry).contains("\"DetailType\":\"OrderPlaced\"");
        assertThat(entry).contains("\"Detail\":\"{\\\"id\\\":7,");
        assertThat(entry).contains("\"Resources\":[\"r\"]");
        assertThat(entry).contains("\"Time\":1700000000");
        assertThat(entry).doesNotContain("EventBusName").doesNotContain("Region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v%0d%0aX:1", "v%0ax", "%00"})
    void a_header_that_http_does_not_allow_is_a_bad_request(String value) {
        String api = account.served();
        String integration =
                account.integration(
                        api,
                        it ->
                                it.integrationType(IntegrationType.HTTP_PROXY)
                                        .integrationMethod("GET")
                                        .integrationUri("http://example.com/")
                                        .requestParameters(
                                                Map.of(
                                                        "append:header.x-u",
                                                        "$request.querystring.u")));
        account.route(api, "GET /", integration);

        IngressAnswer answer = account.get(api, "/?u=" + value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).isEqualTo("{\"message\":\"Bad Request\"}");
    }

    @Test
    void a_message_is_sent_and_answered_in_the_protocol_that_has_xml() {
        String api = account.served();
        account.route(
                api,
                "POST /",
                account.operation(
                        api,
                        "SQS-SendMessage",
                        Map.of(
                                "QueueUrl", "http://localhost:4566/000000000000/q",
                                "MessageBody", "$request.body.text",
                                "DelaySeconds", "$request.querystring.delay")));
        outside.operation("SendMessage", "{\"MessageId\":\"m\",\"Md5OfMessageBody\":\"d<\"}");

        IngressAnswer answer = account.post(api, "/?delay=5", "{\"text\":\"hello\"}");

        assertThat(outside.lastInput()).contains("\"MessageBody\":\"hello\"");
        assertThat(outside.lastInput()).contains("\"DelaySeconds\":5");
        assertThat(header(answer, "content-type")).isEqualTo("text/xml");
        assertThat(body(answer))
                .contains("<SendMessageResult><MessageId>m</MessageId>")
                .contains("<MD5OfMessageBody>d&lt;</MD5OfMessageBody></SendMessageResult>");

        outside.operation(
                "SendMessage", FakeOutside.refused("QueueDoesNotExist", 400, "There is none."));
        answer = account.post(api, "/", "{\"text\":\"hello\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer))
                .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>")
                .contains("<Message>There is none.</Message>");
    }

    @Test
    void an_execution_is_started_and_answered_with_small_letters() {
        String api = account.served();
        account.route(
                api,
                "POST /",
                account.operation(
                        api,
                        "StepFunctions-StartExecution",
                        Map.of("StateMachineArn", "arn:m", "Input", "$request.body")));
        outside.operation(
                "StartExecution",
                "{\"ExecutionArn\":\"arn:e\",\"StartDate\":\"2030-01-01T00:00:00.500Z\"}");

        IngressAnswer answer = account.post(api, "/", "{\"a\":1}");
        assertThat(body(answer))
                .isEqualTo("{\"executionArn\":\"arn:e\",\"startDate\":1.8934560005E9}");

        outside.operation(
                "StartExecution", FakeOutside.refused("StateMachineDoesNotExist", 400, "No."));
        answer = account.post(api, "/", "{\"a\":1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer))
                .isEqualTo("{\"__type\":\"StateMachineDoesNotExist\",\"message\":\"No.\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TIMEOUT                     | 503 | {"message":"Service Unavailable"}
                    ServiceUnavailableException | 503 | {"message":"Service Unavailable"}
                    UNKNOWN                     | 500 | {"message":"Internal Server Error"}
                    """)
    void a_service_that_does_not_answer_is_the_gateways_error(
            String code, int status, String message) {
        String api = account.served();
        account.route(
                api, "$default", account.operation(api, "SQS-PurgeQueue", Map.of("QueueUrl", "u")));
        outside.operation("PurgeQueue", FakeOutside.failed(code));
        IngressAnswer answer = account.get(api, "/x");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).isEqualTo(message);
    }

    @Test
    void a_function_gets_format_two_and_its_answer_is_taken_for_what_it_says() {
        String api = account.served();
        account.stage(api, "prod", it -> it.stageVariables(Map.of("table", "t")));
        account.route(api, "GET /pets/{id}", account.function(api, "2.0"));
        outside.function(
                Account.ECHO,
                event ->
                        "{\"statusCode\":201,\"headers\":{\"x\":\"y\"},\"cookies\":[\"a=b\"],"
                                + "\"body\":\"done\"}");

        IngressAnswer answer = account.get(api, "/prod/pets/7?a=1&a=2");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(body(answer)).isEqualTo("done");
        assertThat(header(answer, "x")).isEqualTo("y");
        assertThat(header(answer, "set-cookie")).isEqualTo("a=b");
        String event = outside.lastEvent();
        assertThat(Text.member(event, "version")).isEqualTo("2.0");
        assertThat(Text.member(event, "routeKey")).isEqualTo("GET /pets/{id}");
        assertThat(Text.member(event, "rawPath")).isEqualTo("/prod/pets/7");
        assertThat(Text.member(event, "pathParameters")).isEqualTo("{\"id\":\"7\"}");
        assertThat(Text.member(event, "queryStringParameters")).isEqualTo("{\"a\":\"1,2\"}");
        assertThat(Text.member(event, "stageVariables/table")).isEqualTo("t");
        assertThat(Text.member(event, "requestContext/stage")).isEqualTo("prod");
        assertThat(Text.member(event, "requestContext/apiId")).isEqualTo(api);
        assertThat(Text.member(event, "headers/x-amzn-trace-id")).startsWith("Root=1-");
        assertThat(outside.lastOperation().traceHeader())
                .isEqualTo(Text.member(event, "headers/x-amzn-trace-id"));
    }

    @Test
    void a_function_gets_format_one_and_must_say_its_status() {
        String api = account.served();
        account.route(api, "ANY /{proxy+}", account.function(api, "1.0"));
        outside.function(
                Account.ECHO,
                event ->
                        "{\"statusCode\":200,\"multiValueHeaders\":{\"x\":[\"1\",\"2\"]},"
                                + "\"isBase64Encoded\":true,\"body\":\"aGk=\"}");

        IngressAnswer answer =
                account.post(
                        api,
                        "/a/b?q=1&q=2",
                        "binary",
                        new Header("content-type", "application/octet-stream"),
                        new Header("x-two", "1"),
                        new Header("x-two", "2"));

        assertThat(body(answer)).isEqualTo("hi");
        assertThat(answer.headers())
                .filteredOn(header -> header.name().equals("x"))
                .extracting(Header::value)
                .containsExactly("1", "2");
        String event = outside.lastEvent();
        assertThat(Text.member(event, "version")).isEqualTo("1.0");
        assertThat(Text.member(event, "resource")).isEqualTo("/{proxy+}");
        assertThat(Text.member(event, "path")).isEqualTo("/a/b");
        assertThat(Text.member(event, "httpMethod")).isEqualTo("POST");
        assertThat(Text.member(event, "headers/x-two")).isEqualTo("2");
        assertThat(Text.member(event, "multiValueHeaders/x-two")).isEqualTo("[\"1\",\"2\"]");
        assertThat(Text.member(event, "multiValueQueryStringParameters"))
                .isEqualTo("{\"q\":[\"1\",\"2\"]}");
        assertThat(Text.member(event, "pathParameters/proxy")).isEqualTo("a/b");
        assertThat(Text.member(event, "isBase64Encoded")).isEqualTo("true");
        assertThat(Text.member(event, "requestContext/identity/sourceIp")).isEqualTo("192.0.2.7");

        outside.function(Account.ECHO, any -> "{\"no\":\"status\"}");
        assertThat(account.get(api, "/a").status()).isEqualTo(500);
    }

    @Test
    void a_function_that_fails_or_is_not_there_is_an_internal_error() {
        String api = account.served();
        account.route(api, "$default", account.function(api, "2.0"));
        assertThat(body(account.get(api, "/")))
                .isEqualTo("{\"message\":\"Internal Server Error\"}");
        outside.operation(
                "Invoke",
                "{\"StatusCode\":200,\"FunctionError\":\"Unhandled\",\"Payload\":\"e30=\"}");
        assertThat(account.get(api, "/").status()).isEqualTo(500);
        outside.operation("Invoke", FakeOutside.failed("TIMEOUT"));
        assertThat(account.get(api, "/").status()).isEqualTo(503);
    }

    @Test
    void an_endpoint_gets_the_request_and_its_answer_comes_back() {
        String api = account.served();
        account.route(
                api,
                "ANY /shop/{proxy+}",
                account.http(api, "ANY", "https://shop.example.com/v1/{proxy}?key=k"));
        outside.endpoint(
                "https://shop.example.com/v1/items/a%20b?key=k&x=1",
                FakeOutside.response(
                        404,
                        "gone",
                        new Header("X-Reason", "sold"),
                        new Header("Transfer-Encoding", "chunked")));

        IngressAnswer answer =
                account.send(
                        "PUT",
                        api,
                        "/shop/items/a%20b?x=1",
                        "body",
                        new Header("x-mine", "m"),
                        new Header("connection", "close"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(body(answer)).isEqualTo("gone");
        assertThat(header(answer, "x-reason")).isEqualTo("sold");
        assertThat(header(answer, "transfer-encoding")).isNull();
        assertThat(outside.lastRequest().method()).isEqualTo("PUT");
        assertThat(outside.lastRequest().body()).asString().isEqualTo("body");
        assertThat(outside.lastRequest().headers())
                .contains(new Header("x-mine", "m"))
                .noneMatch(header -> header.name().equals("connection"))
                .anyMatch(header ->
                        header.name().equals("forwarded")
                                && header.value().startsWith("for=192.0.2.7;host=" + api));
        assertThat(account.get(api, "/shop/other").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /a%20b/c%2Fd        | /a%20b/c%2Fd
                    /a//b/              | /a//b/
                    /a/../b             | /a/../b
                    /%zz/50%            | /%25zz/50%25
                    /x?a=%zz&b=c"<>^`\\   | /x?a=%25zz&b=c%22%3C%3E%5E%60%5C
                    /x?a=1&a=2&b&=      | /x?a=1&a=2&b&=
                    /x?[a]=$1{2}        | /x?[a]=$1%7B2%7D
                    """)
    void what_is_no_url_as_it_stands_reaches_an_endpoint_as_one(String target, String sent) {
        String api = account.served();
        String integration =
                account.integration(
                        api,
                        it ->
                                it.integrationType(IntegrationType.HTTP_PROXY)
                                        .integrationMethod("ANY")
                                        .integrationUri("https://example.org/old")
                                        .requestParameters(
                                                Map.of("overwrite:path", "$request.path")));
        account.route(api, "$default", integration);

        account.get(api, target);

        assertThat(outside.lastRequest().url()).isEqualTo("https://example.org" + sent);
    }

    @Test
    void headers_about_one_connection_go_no_further() {
        String api = account.served();
        account.route(api, "$default", account.http(api, "ANY", "https://example.org/"));

        account.get(
                api,
                "/",
                new Header("connection", "close, X-Hop"),
                new Header("x-hop", "1"),
                new Header("te", "trailers"),
                new Header("x-end", "2"));

        assertThat(outside.lastRequest().headers())
                .extracting(Header::name)
                .contains("x-end")
                .doesNotContain("connection", "x-hop", "te", "host");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TIMEOUT            | 503 | Service Unavailable
                    CONNECTION_FAILURE | 503 | Service Unavailable
                    ANSWER_TOO_LARGE   | 500 | Internal Server Error
                    INVALID_PARAMETER  | 500 | Internal Server Error
                    """)
    void an_endpoint_without_an_answer_is_the_gateways_error(
            String code, int status, String message) {
        String api = account.served();
        account.route(api, "$default", account.http(api, "ANY", "https://example.org/"));
        outside.endpoint("https://example.org/", FakeOutside.failed(code));

        IngressAnswer answer = account.get(api, "/");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void a_function_is_told_where_a_request_comes_from_whatever_the_client_says(String format) {
        String api = account.served();
        account.route(api, "$default", account.function(api, format));

        account.get(
                api,
                "/",
                new Header("x-forwarded-for", "198.51.100.1"),
                new Header("x-forwarded-proto", "https"),
                new Header("x-forwarded-port", "1"));

        assertThat(outside.lastEvent())
                .contains("\"x-forwarded-for\":\"198.51.100.1, 192.0.2.7\"")
                .contains("\"x-forwarded-proto\":\"http\"")
                .contains("\"x-forwarded-port\":\"4566\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    application/json                  | none     | false
                    application/json                  | identity | false
                    application/json                  | gzip     | true
                    text/plain                        | br       | true
                    application/octet-stream          | none     | true
                    application/x-www-form-urlencoded | none     | true
                    """)
    void a_body_that_is_no_text_reaches_a_function_in_base64(
            String type, @Nullable String coding, boolean base64) {
        String api = account.served();
        List<Header> headers = new ArrayList<>(List.of(new Header("content-type", type)));
        if (coding != null) {
            headers.add(new Header("content-encoding", coding));
        }
        for (String format : List.of("1.0", "2.0")) {
            account.route(api, "POST /" + format, account.function(api, format));

            account.post(api, "/" + format, "body", headers.toArray(Header[]::new));

            assertThat(outside.lastEvent())
                    .contains("\"isBase64Encoded\":" + base64)
                    .contains(base64 ? "\"body\":\"Ym9keQ==\"" : "\"body\":\"body\"");
        }
    }

    @Test
    void mappings_change_what_goes_out_and_what_comes_back() {
        String api = account.served();
        account.stage(api, "v2", it -> it.stageVariables(Map.of("host", "example.org")));
        String integration =
                account.integration(
                        api,
                        it ->
                                it.integrationType(IntegrationType.HTTP_PROXY)
                                        .integrationMethod("POST")
                                        .integrationUri("https://${stageVariables.host}/fixed")
                                        .requestParameters(
                                                Map.of(
                                                        "overwrite:path",
                                                        "/new/${request.path.id}",
                                                        "append:header.x-one",
                                                        "$request.body.one",
                                                        "overwrite:header.x-two",
                                                        "${context.httpMethod}!",
                                                        "remove:header.x-three",
                                                        "''",
                                                        "overwrite:querystring.q",
                                                        "a b",
                                                        "remove:querystring.r",
                                                        "''"))
                                        .responseParameters(
                                                Map.of(
                                                        "500",
                                                        Map.of(
                                                                "overwrite:statuscode",
                                                                "403",
                                                                "append:header.x-why",
                                                                "$response.body.error",
                                                                "remove:header.secret",
                                                                "''"))));
        account.route(api, "GET /{id}", integration);
        outside.endpoint(
                "https://example.org/new/7?s=1&q=a%20b",
                FakeOutside.response(500, "{\"error\":\"e\"}", new Header("secret", "s")));

        IngressAnswer answer =
                account.send(
                        "GET",
                        api,
                        "/v2/7?q=1&r=2&s=1",
                        "{\"one\":\"1\"}",
                        new Header("x-one", "0"),
                        new Header("x-two", "0"),
                        new Header("x-three", "0"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(header(answer, "x-why")).isEqualTo("e");
        assertThat(header(answer, "secret")).isNull();
        assertThat(outside.lastRequest().headers())
                .contains(
                        new Header("x-one", "0"),
                        new Header("x-one", "1"),
                        new Header("x-two", "GET!"))
                .noneMatch(header -> header.name().equals("x-three"))
                .doesNotContain(new Header("x-two", "0"));
    }

    @Test
    void a_route_without_an_integration_is_an_internal_error() {
        String api = account.served();
        account.route(api, "GET /", null, any -> {});
        assertThat(account.get(api, "/").status()).isEqualTo(500);
    }
}
