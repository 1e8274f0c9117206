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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.sqs.model.Message;

/** Events with keys: a function succeeds for one of a kind, and the others are answered by it. */
class OncePerKeyTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:" + Stage.ID + ":function:f";
    private static final String RULE = "arn:aws:events:us-east-1:" + Stage.ID + ":rule/r";

    private final Stage stage = new Stage();

    @BeforeEach
    void tellSuccesses() {
        stage.call(
                PutFunctionEventInvokeConfigRequest.builder()
                        .functionName("f")
                        .maximumRetryAttempts(0)
                        .destinationConfig(to -> to.onSuccess(on -> on.destination(queue())))
                        .build());
    }

    private static String queue() {
        return Stage.queueArn("q");
    }

    private void send(String rule, String key, String payload) {
        send(rule, key, payload, RetryPolicy.events(null, null));
    }

    private void send(String rule, String key, String payload, RetryPolicy retry) {
        stage.node()
                .run(
                        rule,
                        tx -> {
                            Deliveries.send(
                                    tx,
                                    new Delivery(
                                            FUNCTION,
                                            new Origin(Origin.Kind.RULE, rule),
                                            Content.of(payload)
                                                    .with(Content.IDEMPOTENCY_KEY, key)
                                                    .with(Content.IDEMPOTENCY_WINDOW, "600"),
                                            retry,
                                            Delivery.DeadLetters.to(queue()),
                                            tx.now(),
                                            "event",
                                            null));
                            return Outcome.reply(true);
                        });
    }

    private OutsideAttempt only() {
        List<OutsideAttempt> attempts = stage.attempts();
        assertThat(attempts).hasSize(1);
        return attempts.getFirst();
    }

    private static String payload(OutsideAttempt attempt) {
        return new String(
                ((OutsideCall.Function) attempt.call()).payload(), StandardCharsets.UTF_8);
    }

    private List<String> told() {
        return stage.messages().stream().map(Message::body).toList();
    }

    @Test
    void a_duplicate_of_a_success_is_not_invoked_and_its_destination_is_told_the_result() {
        send(RULE, "k", "{\"n\":1}");
        stage.end(only(), Stage.answer("\"first\""));
        assertThat(told()).hasSize(1);

        send(RULE, "k", "{\"n\":2}");

        assertThat(stage.attempts()).isEmpty();
        assertThat(told())
                .singleElement()
                .asString()
                .contains("\"condition\":\"Success\",\"approximateInvokeCount\":0")
                .contains("\"requestPayload\":{\"n\":2}")
                .contains("\"responsePayload\":\"first\"");
    }

    @Test
    void another_key_and_another_rule_are_no_duplicates() {
        send(RULE, "k", "1");
        send(RULE, "l", "2");
        send(RULE + "2", "k", "3");

        assertThat(stage.attempts()).extracting(OncePerKeyTest::payload).contains("1", "2", "3");
    }

    @Test
    void a_success_is_forgotten_when_its_window_is_over() {
        send(RULE, "k", "1");
        stage.end(only(), Stage.answer("{}"));
        stage.advance(Duration.ofSeconds(599));
        send(RULE, "k", "2");
        assertThat(stage.attempts()).isEmpty();

        stage.advance(Duration.ofSeconds(1));
        assertThat(rows()).isZero();
        send(RULE, "k", "3");

        assertThat(payload(only())).isEqualTo("3");
    }

    private int rows() {
        return stage.node()
                .run(
                        FUNCTION,
                        tx -> {
                            int rows = 0;
                            try (var scan =
                                    tx.scan(
                                            OncePerKey.CLAIMS,
                                            new EventKey("", "", ""),
                                            new EventKey("~", "", ""))) {
                                while (scan.next()) {
                                    rows++;
                                }
                            }
                            return Outcome.reply(rows);
                        });
    }

    @Test
    void a_duplicate_waits_for_the_first_and_is_answered_by_it() {
        send(RULE, "k", "{\"n\":1}");
        OutsideAttempt first = only();
        send(RULE, "k", "{\"n\":2}");
        stage.advance(Duration.ofMinutes(1));
        assertThat(stage.attempts()).isEmpty();

        stage.end(first, Stage.answer("\"first\""));
        stage.advance(Duration.ofMinutes(5));

        assertThat(stage.attempts()).isEmpty();
        assertThat(told())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record).contains("\"responsePayload\":\"first\""));
    }

    @Test
    void a_duplicate_takes_its_turn_when_the_first_is_given_up() {
        send(RULE, "k", "1");
        OutsideAttempt first = only();
        send(RULE, "k", "2");
        stage.end(first, Stage.failed("{}"));
        assertThat(stage.attempts()).isEmpty();
        stage.advance(Duration.ofSeconds(2));

        assertThat(payload(only())).isEqualTo("2");
    }

    @Test
    void a_duplicate_that_waits_too_long_goes_to_the_dead_letter_queue_with_the_reason() {
        send(RULE, "k", "1");
        OutsideAttempt first = only();
        send(RULE, "k", "2", RetryPolicy.events(0, 60));
        stage.advance(Duration.ofMinutes(2));

        Message letter = stage.messages().getFirst();
        assertThat(letter.body()).isEqualTo("2");
        assertThat(letter.messageAttributes())
                .hasEntrySatisfying(
                        "ERROR_CODE",
                        code ->
                                assertThat(code.stringValue())
                                        .isEqualTo("IDEMPOTENCY_KEY_IN_PROGRESS"));
        stage.end(first, Stage.answer("1"));
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_result_that_is_too_large_to_keep_still_keeps_duplicates_away() {
        send(RULE, "k", "1");
        stage.end(only(), Stage.answer('"' + "x".repeat(300_000) + '"'));
        told();

        send(RULE, "k", "2");

        assertThat(stage.attempts()).isEmpty();
        assertThat(told()).singleElement().asString().contains("\"responsePayload\":\"\"");
    }

    @Test
    void claims_and_successes_survive_a_crash() {
        send(RULE, "k", "1");
        stage.attempts();
        stage.node().crashAndRestart();
        OutsideAttempt again = only();
        send(RULE, "k", "2");
        assertThat(stage.attempts()).isEmpty();
        stage.end(again, Stage.answer("1"));
        stage.node().crashAndRestart();
        stage.advance(Duration.ofMinutes(5));
        send(RULE, "k", "3");

        assertThat(stage.attempts()).isEmpty();
        assertThat(told()).hasSize(3);
    }
}
