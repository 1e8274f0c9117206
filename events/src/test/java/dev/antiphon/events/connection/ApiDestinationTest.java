package dev.antiphon.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.events.Outpost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationState;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionOAuthHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.CreateApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateApiDestinationResponse;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionResponse;
import software.amazon.awssdk.services.eventbridge.model.DeauthorizeConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeApiDestinationResponse;
import software.amazon.awssdk.services.eventbridge.model.ListApiDestinationsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListApiDestinationsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.UpdateApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.sqs.model.Message;

class ApiDestinationTest {
    private static final String PATTERN = "{\"source\":[\"shop\"]}";

    private final Outpost outpost = new Outpost();

    private String connect(CreateConnectionRequest request) {
        CreateConnectionResponse created = outpost.call(request);
        return created.connectionArn();
    }

    private static CreateApiDestinationRequest.Builder destination(String name, String connection) {
        return CreateApiDestinationRequest.builder()
                .name(name)
                .connectionArn(connection)
                .invocationEndpoint("http://127.0.0.1:1/orders")
                .httpMethod("POST");
    }

    private String create(CreateApiDestinationRequest.Builder request) {
        CreateApiDestinationResponse created = outpost.call(request.build());
        return created.apiDestinationArn();
    }

    private DescribeApiDestinationResponse described(String name) {
        return outpost.call(DescribeApiDestinationRequest.builder().name(name).build());
    }

    private static String header(OutsideCall.Http http, String name) {
        return http.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(OutsideCall.Header::value)
                .reduce((one, other) -> one + " and " + other)
                .orElse("none");
    }

    private static String attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name)).stringValue();
    }

    @Test
    void an_event_becomes_a_request_with_the_headers_that_aws_sends() {
        String arn = create(destination("d", connect(ConnectionTest.basic("c"))));
        assertThat(arn).matches(Outpost.PREFIX + "api-destination/d/[-0-9a-f]{36}");
        outpost.rule("r", PATTERN, arn);

        String id = outpost.put("shop", "{\"order\":1}", null);

        OutsideAttempt attempt = outpost.onlyOutside();
        OutsideCall.Http http = Outpost.http(attempt);
        assertThat(http.method()).isEqualTo("POST");
        assertThat(http.url()).isEqualTo("http://127.0.0.1:1/orders");
        assertThat(http.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(http.retried()).containsExactly(401, 407, 409, 429);
        assertThat(header(http, "User-Agent")).isEqualTo("Amazon/EventBridge/ApiDestinations");
        assertThat(header(http, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(header(http, "Range")).isEqualTo("bytes=0-1048575");
        assertThat(header(http, "Accept-Encoding")).isEqualTo("gzip,deflate");
        assertThat(header(http, "Authorization")).as("me:secret").isEqualTo("Basic bWU6c2VjcmV0");
        assertThat(new String(http.body(), StandardCharsets.UTF_8)).contains(id);
        outpost.answer(attempt, new CallOutcome.Succeeded());
        outpost.node().advance(Duration.ofHours(1));
        assertThat(outpost.outside()).isEmpty();
    }

    @Test
    void parameters_of_the_target_give_way_to_those_of_the_connection() {
        String connection =
                connect(
                        ConnectionTest.request(
                                "c",
                                ConnectionAuthorizationType.API_KEY,
                                """
                                {'ApiKeyAuthParameters': {
                                   'ApiKeyName': 'X-Key', 'ApiKeyValue': 'key'},
                                 'InvocationHttpParameters': {
                                   'HeaderParameters': [{'Key': 'X-Both', 'Value': 'connection'}],
                                   'QueryStringParameters': [{'Key': 'both', 'Value': 'c c'}],
                                   'BodyParameters': [{'Key': 'added', 'Value': 'yes'}]}}
                                """));
        String arn =
                create(
                        destination("d", connection)
                                .invocationEndpoint("http://127.0.0.1:1/*/items/*/*?fix=1")
                                .httpMethod("PUT"));
        outpost.rule(
                null,
                "r",
                PATTERN,
                Target.builder()
                        .arn(arn)
                        .input("{\"a\":1}")
                        .httpParameters(p ->
                                p.pathParameterValues("shop/1", "$.detail.order")
                                        .headerParameters(
                                                Map.of("x-both", "target", "User-Agent", "mine"))
                                        .queryStringParameters(
                                                Map.of("both", "target", "q", "$.source"))));

        outpost.put("shop", "{\"order\":\"n&1\"}", null);

        OutsideCall.Http http = Outpost.http(outpost.onlyOutside());
        assertThat(http.method()).isEqualTo("PUT");
        assertThat(http.url())
                .startsWith("http://127.0.0.1:1/shop%2F1/items/n%261/*?fix=1&")
                .contains("both=c%20c")
                .contains("q=shop")
                .doesNotContain("target");
        assertThat(header(http, "X-Both")).isEqualTo("connection");
        assertThat(header(http, "X-Key")).isEqualTo("key");
        assertThat(header(http, "User-Agent")).isEqualTo("mine");
        assertThat(new String(http.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1,\"added\":\"yes\"}");
    }

    @Test
    void a_body_that_is_no_object_has_no_room_for_parameters() {
        String connection =
                connect(
                        ConnectionTest.request(
                                "c",
                                ConnectionAuthorizationType.BASIC,
                                """
                                {'BasicAuthParameters': {'Username': 'u', 'Password': 'p'},
                                 'InvocationHttpParameters': {
                                   'BodyParameters': [{'Key': 'k', 'Value': 'v'}]}}
                                """));
        outpost.rule(
                null,
                "r",
                PATTERN,
                Target.builder().arn(create(destination("d", connection))).input("[1]"));

        outpost.put("shop", "{}", null);

        assertThat(new String(Outpost.http(outpost.onlyOutside()).body(), StandardCharsets.UTF_8))
                .isEqualTo("[1]");
    }

    @Test
    void client_credentials_go_along_as_what_makes_a_token() {
        String connection = connect(ConnectionTest.oauth("c", ConnectionOAuthHttpMethod.POST));
        OutsideAttempt authorizing = outpost.onlyOutside();
        outpost.answer(authorizing, new CallOutcome.Succeeded());
        outpost.rule("r", PATTERN, create(destination("d", connection)));

        outpost.put("shop", "{}", null);

        OutsideCall.Http http = Outpost.http(outpost.onlyOutside());
        assertThat(header(http, "Authorization")).isEqualTo("none");
        OutsideCall.Authorization.ClientCredentials credentials = credentials(http);
        assertThat(credentials.holder()).isEqualTo(connection);
        assertThat(credentials.request().url()).isEqualTo("http://127.0.0.1:1/token?q=1%262");

        outpost.call(UpdateConnectionRequest.builder().name("c").description("new").build());
        outpost.put("shop", "{}", null);
        OutsideCall.Http later =
                outpost.outside().stream()
                        .map(Outpost::http)
                        .filter(call -> call.authorization() != null)
                        .findFirst()
                        .orElseThrow();
        assertThat(credentials(later).revision()).isNotEqualTo(credentials.revision());
    }

    private static OutsideCall.Authorization.ClientCredentials credentials(OutsideCall.Http http) {
        return (OutsideCall.Authorization.ClientCredentials)
                Objects.requireNonNull(http.authorization());
    }

    @Test
    void no_more_calls_begin_than_the_rate_allows() {
        outpost.rule(
                "r",
                PATTERN,
                create(
                        destination("d", connect(ConnectionTest.basic("c")))
                                .invocationRateLimitPerSecond(2)));
        for (int i = 0; i < 10; i++) {
            outpost.put("shop", "{}", null);
        }
        int begun = outpost.outside().size();
        assertThat(begun).isLessThanOrEqualTo(2);
        for (int second = 0; second < 3; second++) {
            outpost.node().advance(Duration.ofSeconds(1));
            List<OutsideAttempt> attempts = outpost.outside();
            assertThat(attempts).as("in second " + second).hasSize(2);
        }
    }

    @Test
    void a_destination_that_is_gone_makes_dead_letters() {
        String dead = outpost.queue("dead");
        String arn = create(destination("d", connect(ConnectionTest.basic("c"))));
        outpost.rule(
                null, "r", PATTERN, Target.builder().arn(arn).deadLetterConfig(d -> d.arn(dead)));
        outpost.call(DeleteApiDestinationRequest.builder().name("d").build());
        create(destination("d", connect(ConnectionTest.basic("c2"))));

        outpost.put("shop", "{}", null);

        Message letter = outpost.messages("dead").getFirst();
        assertThat(attribute(letter, "ERROR_CODE")).isEqualTo("NO_RESOURCE");
        assertThat(attribute(letter, "TARGET_ARN")).isEqualTo(arn);
    }

    @Test
    void events_wait_for_a_connection_to_be_authorized_again() {
        outpost.rule("r", PATTERN, create(destination("d", connect(ConnectionTest.basic("c")))));
        outpost.call(DeauthorizeConnectionRequest.builder().name("c").build());
        outpost.put("shop", "{}", null);
        outpost.node().advance(Duration.ofMinutes(1));
        assertThat(outpost.outside()).isEmpty();

        outpost.call(
                UpdateConnectionRequest.builder()
                        .name("c")
                        .authParameters(
                                a -> a.basicAuthParameters(b -> b.username("me").password("new")))
                        .build());
        outpost.node().advance(Duration.ofMinutes(10));

        assertThat(header(Outpost.http(outpost.onlyOutside()), "Authorization"))
                .isEqualTo("Basic bWU6bmV3");
    }

    @Test
    void another_account_uses_neither_the_connection_nor_the_destination() {
        String connection = connect(ConnectionTest.basic("c"));
        String arn = create(destination("d", connection));
        outpost.callFrom("111111111111", "us-east-1");

        outpost.refused(
                destination("d", connection).build(),
                "ResourceNotFoundException",
                "Connection '" + connection + "' does not exist.");
        outpost.rule("r", PATTERN, arn);
        outpost.put("shop", "{}", null);
        assertThat(outpost.outside()).isEmpty();
    }

    @Test
    void a_destination_is_active_as_long_as_its_connection_is_authorized() {
        create(destination("d", connect(ConnectionTest.basic("c"))));
        assertThat(described("d").apiDestinationState()).isEqualTo(ApiDestinationState.ACTIVE);
        assertThat(described("d").invocationRateLimitPerSecond()).isEqualTo(300);

        outpost.call(DeleteConnectionRequest.builder().name("c").build());

        assertThat(described("d").apiDestinationState()).isEqualTo(ApiDestinationState.INACTIVE);
    }

    @Test
    void an_update_leaves_what_it_does_not_name() {
        String connection = connect(ConnectionTest.basic("c"));
        create(destination("d", connection).description("first"));
        outpost.node().advance(Duration.ofSeconds(3));
        outpost.call(
                UpdateApiDestinationRequest.builder()
                        .name("d")
                        .httpMethod("GET")
                        .invocationRateLimitPerSecond(7)
                        .build());

        DescribeApiDestinationResponse now = described("d");
        assertThat(now.description()).isEqualTo("first");
        assertThat(now.httpMethodAsString()).isEqualTo("GET");
        assertThat(now.invocationRateLimitPerSecond()).isEqualTo(7);
        assertThat(now.connectionArn()).isEqualTo(connection);
        assertThat(now.lastModifiedTime()).isEqualTo(now.creationTime().plusSeconds(3));
    }

    @Test
    void destinations_are_listed_by_name_prefix_and_connection() {
        String one = connect(ConnectionTest.basic("one"));
        String two = connect(ConnectionTest.basic("two"));
        create(destination("b", one));
        create(destination("a", two));
        create(destination("c", one));

        ListApiDestinationsResponse ofOne =
                outpost.call(ListApiDestinationsRequest.builder().connectionArn(one).build());
        ListApiDestinationsResponse page =
                outpost.call(ListApiDestinationsRequest.builder().limit(1).build());

        assertThat(ofOne.apiDestinations()).extracting("name").containsExactly("b", "c");
        assertThat(page.apiDestinations()).extracting("name").containsExactly("a");
        assertThat(page.nextToken()).isNotNull();
    }

    @Test
    void what_is_not_there_is_not_found_and_names_are_unique() {
        String connection = connect(ConnectionTest.basic("c"));
        create(destination("d", connection));
        outpost.refused(
                destination("d", connection).build(),
                "ResourceAlreadyExistsException",
                "An api-destination 'd' already exists.");
        outpost.refused(
                DeleteApiDestinationRequest.builder().name("x").build(),
                "ResourceNotFoundException",
                "An api-destination 'x' does not exist.");
        outpost.refused(
                DescribeApiDestinationRequest.builder().name("x").build(),
                "ResourceNotFoundException",
                "Failed to describe the api-destination(s). An api-destination 'x' does not"
                        + " exist.");
    }
}
