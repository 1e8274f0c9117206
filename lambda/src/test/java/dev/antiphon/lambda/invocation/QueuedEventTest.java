package dev.antiphon.lambda.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.sqs.model.Message;

/** Invocations that are queued, with their retries and what becomes of them in the end. */
class QueuedEventTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:" + Stage.ID + ":function:f";

    private final Stage stage = new Stage();

    private void configure(
            @Nullable Integer retries, @Nullable Integer age, boolean success, boolean failure) {
        stage.call(
                PutFunctionEventInvokeConfigRequest.builder()
                        .functionName("f")
                        .maximumRetryAttempts(retries)
                        .maximumEventAgeInSeconds(age)
                        .destinationConfig(to -> {
                            if (success) {
                                to.onSuccess(on -> on.destination(Stage.queueArn("q")));
                            }
                            if (failure) {
                                to.onFailure(on -> on.destination(Stage.queueArn("q")));
                            }
                        })
                        .build());
    }

    private OutsideAttempt only() {
        List<OutsideAttempt> attempts = stage.attempts();
        assertThat(attempts).hasSize(1);
        return attempts.getFirst();
    }

    @Test
    void an_event_is_invoked_after_it_was_accepted() {
        stage.queue("{\"n\":1}");

        OutsideCall.Function call = (OutsideCall.Function) only().call();
        assertThat(new String(call.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
        assertThat(call.answered()).isFalse();
    }

    @Test
    void a_function_that_fails_is_tried_again_after_one_and_two_minutes() {
        configure(null, null, false, true);
        stage.queue("{\"n\":1}");
        OutsideAttempt first = only();
        String requestId = ((OutsideCall.Function) first.call()).requestId();
        stage.end(first, Stage.failed("{\"errorMessage\":\"no\"}"));
        stage.advance(Duration.ofSeconds(59));
        assertThat(stage.attempts()).isEmpty();
        stage.advance(Duration.ofSeconds(1));
        stage.end(only(), Stage.failed("{\"errorMessage\":\"no\"}"));
        stage.advance(Duration.ofSeconds(119));
        assertThat(stage.attempts()).isEmpty();
        stage.advance(Duration.ofSeconds(1));
        stage.end(only(), Stage.failed("{\"errorMessage\":\"never\"}"));

        assertThat(stage.messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("\"requestId\":\"" + requestId + "\"")
                .contains("\"functionArn\":\"" + FUNCTION + ":$LATEST\"")
                .contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3")
                .contains("\"requestPayload\":{\"n\":1}")
                .contains(
                        "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\","
                                + "\"functionError\":\"Unhandled\"}")
                .contains("\"responsePayload\":{\"errorMessage\":\"never\"}");
        stage.advance(Duration.ofHours(7));
        assertThat(stage.attempts()).isEmpty();
    }

    @Test
    void a_success_is_told_to_its_destination_once() {
        configure(0, null, true, true);
        stage.queue("7");
        stage.end(only(), Stage.answer("\"done\""));

        assertThat(stage.messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("\"condition\":\"Success\",\"approximateInvokeCount\":1")
                .contains("\"requestPayload\":7")
                .contains("\"responsePayload\":\"done\"");
    }

    @Test
    void a_dead_letter_is_the_event_with_the_reason_as_attributes() {
        stage.create(
                "g", request -> request.deadLetterConfig(to -> to.targetArn(Stage.queueArn("q"))));
        stage.call(
                PutFunctionEventInvokeConfigRequest.builder()
                        .functionName("g")
                        .maximumRetryAttempts(0)
                        .build());
        stage.call(Stage.request("{\"n\":2}").functionName("g").invocationType("Event").build());
        stage.end(only(), Stage.failed("{\"errorType\":\"E\",\"errorMessage\":\"Why not\"}"));

        Message letter = stage.messages().getFirst();
        assertThat(letter.body()).isEqualTo("{\"n\":2}");
        assertThat(letter.messageAttributes())
                .containsKey("RequestID")
                .hasEntrySatisfying(
                        "ErrorCode", code -> assertThat(code.stringValue()).isEqualTo("200"))
                .hasEntrySatisfying(
                        "ErrorMessage",
                        text -> assertThat(text.stringValue()).isEqualTo("Why not"));
    }

    @Test
    void without_room_an_event_waits_until_it_is_too_old_and_keeps_its_retries() {
        configure(1, 3_600, false, true);
        stage.queue("{}");
        stage.end(only(), Stage.throttled());
        int attempts = 1;
        for (int minute = 0; minute < 30; minute++) {
            stage.advance(Duration.ofMinutes(1));
            for (OutsideAttempt attempt : stage.attempts()) {
                attempts++;
                stage.end(attempt, Stage.throttled());
            }
        }
        assertThat(attempts).isGreaterThan(6);
        assertThat(stage.messages()).isEmpty();

        for (int minute = 0; minute < 35; minute++) {
            stage.advance(Duration.ofMinutes(1));
            stage.attempts().forEach(attempt -> stage.end(attempt, Stage.throttled()));
        }
        assertThat(stage.messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("\"condition\":\"EventAgeExceeded\"")
                .doesNotContain("responsePayload");
    }

    @Test
    void a_function_that_is_switched_off_is_not_waited_for() {
        configure(2, null, false, true);
        stage.call(
                PutFunctionConcurrencyRequest.builder()
                        .functionName("f")
                        .reservedConcurrentExecutions(0)
                        .build());
        stage.queue("{}");

        assertThat(stage.attempts()).isEmpty();
        assertThat(stage.messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("\"condition\":\"ZeroReservedConcurrency\",\"approximateInvokeCount\":0");
    }

    @Test
    void an_accepted_event_survives_a_crash_and_so_does_its_retry() {
        stage.queue("{\"n\":3}");
        stage.attempts();
        stage.node().crashAndRestart();
        stage.end(only(), Stage.failed("{}"));
        stage.node().killAndRestart();
        stage.advance(Duration.ofMinutes(1));

        OutsideCall.Function call = (OutsideCall.Function) only().call();
        assertThat(new String(call.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":3}");
    }

    @Test
    void what_a_rule_sends_ends_in_the_functions_queue() {
        String rule = "arn:aws:events:us-east-1:" + Stage.ID + ":rule/r";
        stage.node()
                .run(
                        rule,
                        tx -> {
                            Deliveries.send(
                                    tx,
                                    new Delivery(
                                            FUNCTION,
                                            new Origin(Origin.Kind.RULE, rule),
                                            Content.of("{\"from\":\"rule\"}"),
                                            RetryPolicy.NONE,
                                            null,
                                            tx.now(),
                                            "event-1",
                                            null));
                            return Outcome.reply(true);
                        });
        stage.end(only(), Stage.failed("{}"));
        stage.advance(Duration.ofMinutes(1));

        assertThat(((OutsideCall.Function) only().call()).payload())
                .isEqualTo("{\"from\":\"rule\"}".getBytes(StandardCharsets.UTF_8));
    }

    /** Two versions of the function, and an alias that leads to the one or the other. */
    private void alias(boolean weights) {
        stage.call(PublishVersionRequest.builder().functionName("f").build());
        stage.call(
                UpdateFunctionConfigurationRequest.builder().functionName("f").timeout(10).build());
        stage.call(PublishVersionRequest.builder().functionName("f").build());
        stage.call(
                CreateAliasRequest.builder()
                        .functionName("f")
                        .name("live")
                        .functionVersion("1")
                        .routingConfig(
                                weights
                                        ? AliasRoutingConfiguration.builder()
                                                .additionalVersionWeights(Map.of("2", 0.5))
                                                .build()
                                        : null)
                        .build());
        stage.call(
                PutFunctionEventInvokeConfigRequest.builder()
                        .functionName("f")
                        .qualifier("live")
                        .maximumRetryAttempts(1)
                        .destinationConfig(to ->
                                to.onSuccess(on -> on.destination(Stage.queueArn("q")))
                                        .onFailure(on -> on.destination(Stage.queueArn("q"))))
                        .build());
    }

    private void queueForAlias() {
        stage.call(
                Stage.request("1").qualifier("live").invocationType(InvocationType.EVENT).build());
    }

    private static String version(OutsideAttempt attempt) {
        return ((OutsideCall.Function) attempt.call()).function().version();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_destination_is_told_which_version_has_run_wherever_its_alias_leads_by_then(
            boolean succeeds) {
        alias(false);
        queueForAlias();
        OutsideAttempt first = only();
        if (!succeeds) {
            stage.end(first, Stage.failed("{}"));
            stage.advance(Duration.ofMinutes(1));
            first = only();
        }
        stage.call(
                UpdateAliasRequest.builder()
                        .functionName("f")
                        .name("live")
                        .functionVersion("2")
                        .build());
        stage.end(first, succeeds ? Stage.answer("1") : Stage.failed("{}"));

        assertThat(version(first)).isEqualTo("1");
        assertThat(stage.messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains("\"functionArn\":\"" + FUNCTION + ":1\"")
                .contains("\"executedVersion\":\"1\"");
    }

    @Test
    void every_attempt_of_an_alias_with_weights_has_a_version_of_its_own() {
        alias(true);
        Set<String> courses = new TreeSet<>();
        for (int n = 0; n < 40; n++) {
            queueForAlias();
            OutsideAttempt first = only();
            stage.end(first, Stage.failed("{}"));
            stage.advance(Duration.ofMinutes(1));
            OutsideAttempt second = only();
            courses.add(version(first) + version(second));
            stage.end(second, Stage.answer("1"));
        }

        assertThat(courses).containsExactly("11", "12", "21", "22");
    }
}
