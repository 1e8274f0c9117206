package dev.antiphon.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.events.ModelJson;
import dev.antiphon.events.Outpost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionOAuthHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionAuthRequestParameters;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionResponse;
import software.amazon.awssdk.services.eventbridge.model.DeauthorizeConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DeauthorizeConnectionResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionResponse;
import software.amazon.awssdk.services.eventbridge.model.ListConnectionsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListConnectionsResponse;
import software.amazon.awssdk.services.eventbridge.model.UpdateConnectionRequest;

class ConnectionTest {
    private final Outpost outpost = new Outpost();

    static CreateConnectionRequest basic(String name) {
        return request(
                name,
                ConnectionAuthorizationType.BASIC,
                "{'BasicAuthParameters': {'Username': 'me', 'Password': 'secret'}}");
    }

    /**
     * @param auth the parameters as JSON, in single quotes
     */
    static CreateConnectionRequest request(
            String name, ConnectionAuthorizationType type, String auth) {
        return CreateConnectionRequest.builder()
                .name(name)
                .authorizationType(type)
                .authParameters(
                        ModelJson.read(
                                        CreateConnectionAuthRequestParameters.builder(),
                                        auth.replace('\'', '"'))
                                .build())
                .build();
    }

    static CreateConnectionRequest oauth(String name, ConnectionOAuthHttpMethod method) {
        return request(
                name,
                ConnectionAuthorizationType.OAUTH_CLIENT_CREDENTIALS,
                """
                {'OAuthParameters': {
                  'ClientParameters': {'ClientID': 'id', 'ClientSecret': 'secret'},
                  'AuthorizationEndpoint': 'http://127.0.0.1:1/token',
                  'HttpMethod': '%s',
                  'OAuthHttpParameters': {
                    'BodyParameters': [{'Key': 'scope', 'Value': 'a b'}],
                    'QueryStringParameters': [{'Key': 'q', 'Value': '1&2'}],
                    'HeaderParameters': [{'Key': 'X-A', 'Value': 'v', 'IsValueSecret': true}]
                  }}}
                """
                        .formatted(method));
    }

    private DescribeConnectionResponse described(String name) {
        return outpost.call(DescribeConnectionRequest.builder().name(name).build());
    }

    @Test
    void a_password_is_taken_as_it_is_and_never_told() {
        CreateConnectionResponse created = outpost.call(basic("c"));

        assertThat(created.connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
        assertThat(created.connectionArn())
                .matches("arn:aws:events:us-east-1:000000000000:connection/c/[-0-9a-f]{36}");
        DescribeConnectionResponse described = described("c");
        assertThat(described.authParameters().basicAuthParameters().username()).isEqualTo("me");
        assertThat(described.toString()).doesNotContain("secret\"").doesNotContain("=secret");
        assertThat(described.lastAuthorizedTime()).isEqualTo(outpost.node().clock().instant());
        assertThat(described.secretArn())
                .matches(
                        "arn:aws:secretsmanager:us-east-1:000000000000:secret:events!connection/c/"
                                + "[-0-9a-f]{43}");
    }

    @Test
    void parameters_are_told_unless_their_values_are_secret() {
        outpost.call(
                request(
                        "c",
                        ConnectionAuthorizationType.API_KEY,
                        """
                        {'ApiKeyAuthParameters': {'ApiKeyName': 'X-Key', 'ApiKeyValue': 'hidden'},
                         'InvocationHttpParameters': {'HeaderParameters': [
                           {'Key': 'a', 'Value': 'shown'},
                           {'Key': 'b', 'Value': 'hidden', 'IsValueSecret': true}]}}
                        """));

        DescribeConnectionResponse described = described("c");
        assertThat(described.authParameters().apiKeyAuthParameters().apiKeyName())
                .isEqualTo("X-Key");
        var headers = described.authParameters().invocationHttpParameters().headerParameters();
        assertThat(headers.getFirst().value()).isEqualTo("shown");
        assertThat(headers.getLast().value()).isNull();
        assertThat(headers.getLast().isValueSecret()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST", "PUT"})
    void client_credentials_are_tried_out_before_they_count(ConnectionOAuthHttpMethod method) {
        CreateConnectionResponse created = outpost.call(oauth("c", method));

        assertThat(created.connectionState()).isEqualTo(ConnectionState.AUTHORIZING);
        OutsideAttempt attempt = outpost.onlyOutside();
        OutsideCall.Http http = Outpost.http(attempt);
        assertThat(http.method()).isEqualTo(method.toString());
        String form = "grant_type=client_credentials&client_id=id&client_secret=secret&scope=a%20b";
        boolean get = method == ConnectionOAuthHttpMethod.GET;
        assertThat(http.url())
                .isEqualTo("http://127.0.0.1:1/token?q=1%262" + (get ? "&" + form : ""));
        assertThat(new String(http.body(), StandardCharsets.UTF_8)).isEqualTo(get ? "" : form);
        assertThat(http.headers()).contains(new OutsideCall.Header("X-A", "v"));

        outpost.node().advance(Duration.ofSeconds(1));
        outpost.answer(attempt, new CallOutcome.Succeeded());

        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
        assertThat(described("c").lastAuthorizedTime())
                .isEqualTo(created.creationTime().plusSeconds(1));
    }

    @Test
    void a_json_content_type_makes_a_json_body() {
        outpost.call(
                request(
                        "c",
                        ConnectionAuthorizationType.OAUTH_CLIENT_CREDENTIALS,
                        """
                        {'OAuthParameters': {
                          'ClientParameters': {'ClientID': 'id', 'ClientSecret': 's'},
                          'AuthorizationEndpoint': 'http://127.0.0.1:1/t',
                          'HttpMethod': 'POST',
                          'OAuthHttpParameters': {'HeaderParameters': [
                            {'Key': 'content-type', 'Value': 'application/json'}]}}}
                        """));

        assertThat(new String(Outpost.http(outpost.onlyOutside()).body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"id\","
                                + "\"client_secret\":\"s\"}");
    }

    @Test
    void client_credentials_that_give_no_token_deauthorize_the_connection_until_it_is_updated() {
        outpost.call(oauth("c", ConnectionOAuthHttpMethod.POST));
        outpost.answer(
                outpost.onlyOutside(),
                new CallOutcome.Failed("ERROR_FROM_TARGET", "status 401", false, null));

        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.DEAUTHORIZED);
        assertThat(described("c").stateReason()).contains("status 401");

        outpost.call(
                UpdateConnectionRequest.builder()
                        .name("c")
                        .authParameters(a ->
                                a.oAuthParameters(
                                        o -> o.clientParameters(c -> c.clientSecret("right"))))
                        .build());
        OutsideAttempt again = outpost.onlyOutside();
        assertThat(new String(Outpost.http(again).body(), StandardCharsets.UTF_8))
                .as("what was not named is as it was")
                .contains("client_id=id&client_secret=right&scope=a%20b");
        outpost.answer(again, new CallOutcome.Succeeded());

        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
        assertThat(described("c").stateReason()).isNull();
    }

    @Test
    void an_answer_to_credentials_that_have_changed_meanwhile_says_nothing() {
        outpost.call(oauth("c", ConnectionOAuthHttpMethod.POST));
        OutsideAttempt first = outpost.onlyOutside();
        outpost.call(UpdateConnectionRequest.builder().name("c").description("d").build());

        outpost.answer(first, new CallOutcome.Succeeded());

        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.AUTHORIZING);
    }

    @Test
    void a_deauthorized_connection_has_no_secrets_and_can_be_given_others_of_another_type() {
        outpost.call(basic("c"));
        DeauthorizeConnectionResponse response =
                outpost.call(DeauthorizeConnectionRequest.builder().name("c").build());

        assertThat(response.connectionState()).isEqualTo(ConnectionState.DEAUTHORIZING);
        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.DEAUTHORIZED);
        assertThat(described("c").authParameters()).isNull();
        assertThat(described("c").secretArn()).isNull();

        outpost.call(
                UpdateConnectionRequest.builder()
                        .name("c")
                        .authorizationType(ConnectionAuthorizationType.API_KEY)
                        .authParameters(a ->
                                a.apiKeyAuthParameters(k -> k.apiKeyName("K").apiKeyValue("v")))
                        .build());
        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
        assertThat(described("c").authParameters().basicAuthParameters()).isNull();
    }

    @Test
    void only_parameters_of_the_type_are_taken_and_they_must_be_there() {
        outpost.refused(
                request(
                        "c",
                        ConnectionAuthorizationType.API_KEY,
                        "{'BasicAuthParameters': {'Username': 'u', 'Password': 'p'}}"),
                "ValidationException",
                "Parameter AuthParameters is not valid. Reason: BasicAuthParameters must not be"
                        + " specified when AuthorizationType is API_KEY.");
        outpost.refused(
                request("c", ConnectionAuthorizationType.BASIC, "{}"),
                "ValidationException",
                "Parameter AuthParameters is not valid. Reason: BasicAuthParameters must be"
                        + " specified when AuthorizationType is BASIC.");
    }

    @Test
    void names_are_unique_and_what_is_not_there_is_not_found() {
        outpost.call(basic("c"));
        outpost.refused(
                basic("c"), "ResourceAlreadyExistsException", "Connection c already exists.");
        DeleteConnectionResponse deleted =
                outpost.call(DeleteConnectionRequest.builder().name("c").build());

        assertThat(deleted.connectionState()).isEqualTo(ConnectionState.DELETING);
        outpost.refused(
                DescribeConnectionRequest.builder().name("c").build(),
                "ResourceNotFoundException",
                "Failed to describe the connection(s). Connection 'c' does not exist.");
    }

    @Test
    void a_listing_goes_by_name_in_pages_and_knows_prefixes_and_states() {
        for (String name : new String[] {"b2", "a", "b1", "b3"}) {
            outpost.call(basic(name));
        }
        outpost.call(DeauthorizeConnectionRequest.builder().name("b2").build());

        ListConnectionsResponse first =
                outpost.call(ListConnectionsRequest.builder().namePrefix("b").limit(2).build());
        ListConnectionsResponse rest =
                outpost.call(
                        ListConnectionsRequest.builder()
                                .namePrefix("b")
                                .nextToken(first.nextToken())
                                .build());
        ListConnectionsResponse lost =
                outpost.call(
                        ListConnectionsRequest.builder()
                                .connectionState(ConnectionState.DEAUTHORIZED)
                                .build());

        assertThat(first.connections()).extracting("name").containsExactly("b1", "b2");
        assertThat(rest.connections()).extracting("name").containsExactly("b3");
        assertThat(rest.nextToken()).isNull();
        assertThat(lost.connections()).extracting("name").containsExactly("b2");
    }

    @Test
    void what_a_connection_is_survives_a_crash() {
        outpost.call(oauth("c", ConnectionOAuthHttpMethod.POST));
        outpost.node().crashAndRestart();

        OutsideAttempt again = outpost.onlyOutside();
        outpost.answer(again, new CallOutcome.Succeeded());

        assertThat(described("c").connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
    }
}
