package dev.antiphon.lambda.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invocations that somebody waits for. */
class InvokeTest {
    private final Stage stage = new Stage();

    @Test
    void the_caller_gets_what_the_function_returns_and_which_version_it_was() {
        Pending<InvokeResponse> pending = stage.invoke("{\"a\":1}");
        OutsideCall.Function call = stage.direct.getFirst().call();
        assertThat(new String(call.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(call.function().handler()).isEqualTo("index.handler");
        assertThat(pending.ended()).isFalse();

        stage.direct.getFirst().returns("[2]");
        InvokeResponse response = pending.value();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.payload().asUtf8String()).isEqualTo("[2]");
        assertThat(response.executedVersion()).isEqualTo("$LATEST");
        assertThat(response.functionError()).isNull();
    }

    @Test
    void an_error_of_the_function_is_an_answer() {
        Pending<InvokeResponse> pending = stage.invoke("{}");
        stage.direct
                .getFirst()
                .outcome()
                .complete(
                        new CallOutcome.Succeeded(
                                new Answer.Response(
                                        200,
                                        List.of(
                                                new OutsideCall.Header(
                                                        "X-Amz-Function-Error", "Unhandled"),
                                                new OutsideCall.Header("X-Amz-Log-Result", "bG9n")),
                                        "{\"errorType\":\"E\"}".getBytes(StandardCharsets.UTF_8))));

        assertThat(pending.value().functionError()).isEqualTo("Unhandled");
        assertThat(pending.value().logResult()).isEqualTo("bG9n");
        assertThat(pending.value().payload().asUtf8String()).isEqualTo("{\"errorType\":\"E\"}");
    }

    @Test
    void a_function_without_room_throttles() {
        Pending<InvokeResponse> pending = stage.invoke("{}");
        stage.direct.getFirst().outcome().complete(Stage.throttled());

        assertThat(pending.error())
                .isInstanceOfSatisfying(
                        AwsException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("TooManyRequestsException");
                            assertThat(e.status()).isEqualTo(429);
                        });
    }

    @Test
    void a_dry_run_invokes_nothing() {
        InvokeResponse response =
                stage.call(Stage.request("{}").invocationType(InvocationType.DRY_RUN).build());

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(stage.direct).isEmpty();
    }

    @Test
    void what_cannot_be_an_event_is_refused() {
        stage.refuses(
                "InvalidRequestContentException",
                "Could not parse request body into json: Could not parse payload into json: Un",
                Stage.request("nope").build());
        stage.refuses(
                "InvalidRequestContentException", "after the end", Stage.request("{} {}").build());
        stage.refuses(
                "RequestTooLargeException",
                "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
                Stage.request("\"" + "a".repeat(6 << 20) + "\"").build());
        stage.refuses(
                "RequestTooLargeException",
                "1048576 bytes",
                Stage.request("\"" + "a".repeat(1 << 20) + "\"")
                        .invocationType(InvocationType.EVENT)
                        .build());
        stage.refuses(
                "ResourceNotFoundException",
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g",
                Stage.request("{}").functionName("g").build());
        assertThat(stage.direct).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "22ff22", "0000fffe", "0000000022", "00000022ffffffff"})
    void bytes_that_are_no_text_cannot_be_an_event(String hex) {
        stage.refuses(
                "InvalidRequestContentException",
                "Could not parse request body into json: ",
                Stage.request("{}")
                        .payload(SdkBytes.fromByteArray(HexFormat.of().parseHex(hex)))
                        .build());
    }

    @Test
    void a_function_is_told_of_its_caller_in_one_line_of_ascii() {
        stage.node()
                .start(
                        Stage.request("{}")
                                .clientContext(base64("{\"custom\":\n {\"stück\": \"a\\u0000\"}}"))
                                .build());
        stage.node().runUntilQuiet();

        assertThat(stage.direct.getFirst().call().clientContext())
                .isEqualTo("{\"custom\":{\"st\\u00FCck\":\"a\\u0000\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64", "bm8ganNvbg==", "W10=", "e30ge30="})
    void what_callers_tell_of_themselves_must_be_an_object_in_base64(String context) {
        stage.refuses(
                "InvalidRequestContentException",
                "Client context must be a valid Base64-encoded JSON object.",
                Stage.request("{}").clientContext(context).build());
    }

    @Test
    void what_callers_tell_of_themselves_is_bounded() {
        stage.refuses(
                "InvalidRequestContentException",
                "Client context",
                Stage.request("{}")
                        .clientContext(base64("{\"a\":\"" + "b".repeat(2_700) + "\"}"))
                        .build());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_trace_that_cannot_stand_in_a_header_is_left_out() {
        stage.node().callAs(callerOf("Root=1-5759e988-bd862e3fe1be46a994272793;X=a\nb;Y=ü;Z=1"));
        stage.invoke("{}");

        assertThat(stage.direct.getFirst().call().traceHeader())
                .startsWith("Root=1-5759e988-bd862e3fe1be46a994272793;Z=1;Lineage=1:");
    }

    @Test
    void a_chain_that_comes_through_a_function_for_the_seventeenth_time_is_stopped() {
        @Nullable String trace =
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        for (int hop = 1; hop <= 16; hop++) {
            stage.direct.clear();
            stage.node().callAs(callerOf(trace));
            stage.invoke("{}");
            trace = stage.direct.getFirst().call().traceHeader();
            assertThat(trace)
                    .startsWith("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")
                    .endsWith(":" + hop);
        }

        stage.node().callAs(callerOf(trace));
        stage.refuses(
                "RecursiveInvocationException", "recursive loop", Stage.request("{}").build());
    }

    private static Caller callerOf(@Nullable String trace) {
        Caller caller = TestNode.CALLER;
        return new Caller(
                caller.account(),
                caller.region(),
                caller.accessKeyId(),
                caller.endpoint(),
                "8a7d0bcb-9ff4-4ef0-9b36-2c2ecbb3d0a9",
                trace);
    }
}
