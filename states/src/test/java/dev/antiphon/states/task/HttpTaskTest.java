package dev.antiphon.states.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.testkit.Pending;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHeaderParameter;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionResponse;
import software.amazon.awssdk.services.sfn.model.InspectionDataRequest;
import software.amazon.awssdk.services.sfn.model.InspectionDataResponse;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/** Tasks that make requests to endpoints. */
class HttpTaskTest {
    private static final String INVOKE = "arn:aws:states:::http:invoke";

    private static final ConnectionHeaderParameter HEADER =
            ConnectionHeaderParameter.builder().key("X-Of").value("connection").build();

    private final Town town = new Town();

    private String connection() {
        return connection(town);
    }

    private static String connection(Town town) {
        CreateConnectionResponse made =
                town.call(
                        CreateConnectionRequest.builder()
                                .name("c")
                                .authorizationType(ConnectionAuthorizationType.BASIC)
                                .authParameters(auth ->
                                        auth.basicAuthParameters(
                                                        basic -> basic.username("u").password("p"))
                                                .invocationHttpParameters(
                                                        all -> all.headerParameters(HEADER)))
                                .build());
        return made.connectionArn();
    }

    private String start(String more, String connection) {
        return town.start(town.machine("m", INVOKE), arguments(more, connection));
    }

    private static String arguments(String more, String connection) {
        return "{\"ApiEndpoint\":\"https://example.com/a\",\"Method\":\"POST\","
                + "\"Authentication\":{\"ConnectionArn\":\""
                + connection
                + "\"}"
                + more
                + "}";
    }

    private static CallOutcome answered(int status, String type, String body) {
        return new CallOutcome.Succeeded(
                new Answer.Response(
                        status,
                        List.of(new OutsideCall.Header("content-type", type)),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String header(OutsideCall.Http request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(OutsideCall.Header::value)
                .findFirst()
                .orElse("");
    }

    @Test
    void a_request_has_its_own_parts_and_those_of_the_connection() {
        String execution =
                start(
                        ",\"QueryParameters\":{\"q\":[\"1\",\"a b\"]},\"Headers\":{\"X-Mine\":\"1\"},"
                                + "\"RequestBody\":{\"b\":1.0}",
                        connection());

        OutsideCall.Http request =
                town.onlyRequest(answered(201, "application/json", "{\"id\":7}"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url()).isEqualTo("https://example.com/a?q=1&q=a%20b");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"b\":1.0}");
        assertThat(header(request, "content-type")).isEqualTo("application/json");
        assertThat(header(request, "x-mine")).isEqualTo("1");
        assertThat(header(request, "x-of")).isEqualTo("connection");
        assertThat(header(request, "authorization")).isEqualTo("Basic dTpw");
        JsonNode output = Town.tree(town.end(execution));
        assertThat(output.toString())
                .isEqualTo(
                        "{\"Headers\":{\"content-type\":[\"application/json\"]},"
                                + "\"ResponseBody\":{\"id\":7},\"StatusCode\":201,"
                                + "\"StatusText\":\"Created\"}");
    }

    @Test
    void a_body_can_go_as_a_form() {
        start(
                ",\"RequestBody\":{\"a\":[\"1\",\"2\"],\"b\":{\"c\":\"x y\"}},"
                        + "\"Transform\":{\"RequestBodyEncoding\":\"URL_ENCODED\"}",
                connection());

        OutsideCall.Http request = town.onlyRequest(answered(200, "text/plain", "fine"));

        assertThat(header(request, "content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("a%5B0%5D=1&a%5B1%5D=2&b%5Bc%5D=x%20y");
    }

    @Test
    void any_other_status_than_success_is_an_error_by_its_number() {
        String execution = start("", connection());

        town.onlyRequest(answered(404, "text/plain", "no"));

        assertThat(town.end(execution))
                .startsWith("States.Http.StatusCode.404: {")
                .contains("\"ResponseBody\":\"no\"");
    }

    @Test
    void an_endpoint_that_does_not_answer_is_a_socket_error() {
        String execution = start("", connection());

        town.onlyRequest(new CallOutcome.Failed("CONNECTION_FAILURE", "refused", true, null));

        assertThat(town.end(execution)).isEqualTo("States.Http.Socket: refused");
    }

    @Test
    void a_request_is_made_again_after_a_crash() {
        String execution = start("", connection());
        town.node().crashAndRestart();

        town.onlyRequest(answered(200, "text/plain", "fine"));

        assertThat(Town.tree(town.end(execution)).path("ResponseBody").asText()).isEqualTo("fine");
    }

    @Test
    void without_its_connection_nothing_is_requested() {
        String execution =
                start(
                        "",
                        "arn:aws:events:us-east-1:000000000000:connection/none/"
                                + "00000000-0000-0000-0000-000000000000");

        assertThat(town.outside()).isEmpty();
        assertThat(town.end(execution)).startsWith("Events.ConnectionResource.ResourceNotFound: ");
    }

    @Test
    void what_is_missing_is_said() {
        assertThat(town.run(INVOKE, "{\"ApiEndpoint\":\"https://example.com\"}"))
                .startsWith("States.Runtime: ")
                .contains("The field 'Method' is required but was missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TRACE | 200 | SUCCEEDED | OK
                    TRACE | 404 | FAILED    | Not Found
                    DEBUG | 200 | SUCCEEDED |
                    INFO  | 200 | SUCCEEDED |
                    """,
            quoteCharacter = '`')
    void a_test_tells_the_exchange_without_what_the_connection_adds(
            String level, int status, String ending, @Nullable String words) {
        for (boolean reveal : new boolean[] {false, true}) {
            Town town = new Town();
            Pending<TestStateResponse> pending =
                    town.node()
                            .start(
                                    TestStateRequest.builder()
                                            .definition(
                                                    "{\"Type\":\"Task\",\"Resource\":\""
                                                            + INVOKE
                                                            + "\",\"End\":true}")
                                            .input(
                                                    arguments(
                                                            ",\"Headers\":{\"X-Mine\":\"1\"},"
                                                                    + "\"RequestBody\":{\"b\":1}",
                                                            connection(town)))
                                            .roleArn(Town.ROLE)
                                            .inspectionLevel(level)
                                            .revealSecrets(reveal)
                                            .build());
            town.node().runUntilQuiet();
            OutsideCall.Http request =
                    town.onlyRequest(answered(status, "application/json", "{\"id\":7}"));
            assertThat(header(request, "authorization")).isEqualTo("Basic dTpw");

            town.node().runUntilQuiet();
            TestStateResponse answer = pending.value();
            assertThat(answer.statusAsString()).isEqualTo(ending);
            assertThat(answer.toString()).doesNotContain("dTpw").doesNotContain("X-Of");
            if (words == null) {
                assertThat(answer.toString()).doesNotContain("POST,").doesNotContain("X-Mine: 1");
            } else {
                InspectionDataRequest sent = answer.inspectionData().request();
                assertThat(sent.protocol()).isEqualTo("https");
                assertThat(sent.method()).isEqualTo("POST");
                assertThat(sent.url()).isEqualTo("https://example.com/a");
                assertThat(sent.headers()).contains("X-Mine: 1", "Content-Type: application/json");
                assertThat(sent.body()).isEqualTo("{\"b\":1}");
                InspectionDataResponse got = answer.inspectionData().response();
                assertThat(got.statusCode()).isEqualTo(Integer.toString(status));
                assertThat(got.statusMessage()).isEqualTo(words);
                assertThat(got.body()).isEqualTo("{\"id\":7}");
            }
        }
    }
}
