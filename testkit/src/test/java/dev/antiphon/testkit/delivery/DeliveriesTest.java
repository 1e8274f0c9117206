package dev.antiphon.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.Outcome;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A delivery is taken, tried again, or becomes a dead letter: nothing else can happen to it. */
class DeliveriesTest {
    private static final String SENDER = "arn:aws:events:us-east-1:000000000000:rule/r";
    private static final String DEAD = Inn.arn("takes-the-dead");

    private final Inn inn = new Inn();
    private final Deliveries deliveries = new Deliveries(List.of(inn));
    private final TestNode node = TestNode.of(inn, deliveries);

    private void send(String target, String body, RetryPolicy retry, @Nullable String deadLetters) {
        node.run(
                SENDER,
                tx -> {
                    Deliveries.send(
                            tx,
                            new Delivery(
                                    Inn.arn(target),
                                    new Origin(Origin.Kind.RULE, SENDER),
                                    Content.of(body),
                                    retry,
                                    Delivery.DeadLetters.to(deadLetters),
                                    tx.now(),
                                    "event-1",
                                    null));
                    return Outcome.reply(true);
                });
    }

    private void send(String target, String body) {
        send(target, body, RetryPolicy.events(null, null), DEAD);
    }

    /** What came to all partitions. */
    private List<String> guests() {
        List<String> guests = new ArrayList<>();
        node.engine()
                .partitions()
                .forEach(partition ->
                        guests.addAll(
                                node.run(
                                        addressIn(partition.index()),
                                        tx -> Outcome.reply(Inn.guests(tx)))));
        return guests;
    }

    private String addressIn(int partition) {
        for (int i = 0; ; i++) {
            if (node.engine().router().partitionOf("address-" + i) == partition) {
                return "address-" + i;
            }
        }
    }

    private List<Deliveries.Pending> pending(String target) {
        return node.run(
                Inn.arn(target),
                tx -> Outcome.reply(deliveries.pending(tx, Inn.arn(target), 1_000)));
    }

    private List<OutsideAttempt> outside() {
        List<OutsideAttempt> attempts = new ArrayList<>();
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof OutsideAttempt attempt) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    private void answer(OutsideAttempt attempt, CallOutcome outcome) {
        node.run(
                attempt.target(),
                tx -> {
                    deliveries.finish(tx, attempt, outcome);
                    return Outcome.reply(true);
                });
    }

    private static CallOutcome failed(boolean retryable) {
        return new CallOutcome.Failed("ERROR_FROM_TARGET", "status 503", retryable, null);
    }

    @Test
    void a_target_inside_takes_a_delivery_at_once_and_nothing_is_left_of_it() {
        for (int i = 0; i < 8; i++) {
            send("takes-" + i, "a");
        }

        assertThat(guests()).hasSize(8).contains("takes-0 a", "takes-7 a");
        assertThat(pending("takes-0")).isEmpty();
    }

    @Test
    void the_number_of_the_attempt_is_shown_where_the_body_asks_for_it() {
        node.run(
                SENDER,
                tx -> {
                    Deliveries.send(tx, explained("third", tx.now()));
                    Deliveries.send(tx, explained("later", tx.now()));
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofMinutes(2));

        assertThat(guests().getFirst()).isEqualTo("third attempt 3");
        assertThat(guests().getLast())
                .startsWith("takes-the-dead attempt 4 SCHEDULE_ARN=" + SENDER)
                .contains(" TARGET_ARN=what the sender says ", " RETRY_ATTEMPTS=3")
                .endsWith(" MORE=1");
    }

    private static Delivery explained(String target, Instant now) {
        return new Delivery(
                Inn.arn(target),
                new Origin(Origin.Kind.SCHEDULE, SENDER),
                Content.of("attempt #").with(Content.ATTEMPT_NUMBER, "#"),
                RetryPolicy.events(3, null),
                new Delivery.DeadLetters(
                        DEAD, null, Map.of("TARGET_ARN", "what the sender says", "MORE", "1")),
                now,
                "event-1",
                null);
    }

    @Test
    void what_is_refused_for_good_goes_to_the_dead_letter_queue_with_the_reason() {
        send("never", "{}");

        assertThat(guests())
                .containsExactly(
                        "takes-the-dead {} RULE_ARN="
                                + SENDER
                                + " TARGET_ARN="
                                + Inn.arn("never")
                                + " ERROR_CODE=NO_RESOURCE ERROR_MESSAGE=no bed");
        assertThat(pending("never")).isEmpty();
    }

    @Test
    void what_no_service_takes_is_refused_for_good() {
        node.run(
                SENDER,
                tx -> {
                    Deliveries.send(
                            tx,
                            new Delivery(
                                    "arn:aws:batch:us-east-1:000000000000:job-queue/q",
                                    new Origin(Origin.Kind.RULE, SENDER),
                                    Content.of("{}"),
                                    RetryPolicy.events(null, null),
                                    Delivery.DeadLetters.to(DEAD),
                                    tx.now(),
                                    "event-1",
                                    null));
                    return Outcome.reply(true);
                });

        assertThat(guests()).singleElement().asString().contains("ERROR_CODE=UNSUPPORTED_TARGET");
    }

    @Test
    void where_signatures_are_verified_nothing_goes_to_another_account() {
        Deliveries strict = new Deliveries(List.of(inn), Dispatcher.Reach.OWN_ACCOUNT);
        TestNode guarded = TestNode.of(inn, strict);
        String foreign = "arn:aws:inn:us-east-1:111111111111:takes";
        guarded.run(
                SENDER,
                tx -> {
                    Deliveries.send(
                            tx,
                            new Delivery(
                                    foreign,
                                    new Origin(Origin.Kind.RULE, SENDER),
                                    Content.of("a"),
                                    RetryPolicy.events(null, null),
                                    Delivery.DeadLetters.to(DEAD),
                                    tx.now(),
                                    "event-1",
                                    null));
                    return Outcome.reply(true);
                });

        assertThat(guarded.<List<String>>run(DEAD, tx -> Outcome.reply(Inn.guests(tx))))
                .singleElement()
                .asString()
                .contains("ERROR_CODE=NO_PERMISSIONS");
    }

    @Test
    void without_a_dead_letter_queue_or_if_that_refuses_it_is_dropped() {
        send("never", "a", RetryPolicy.events(null, null), null);
        send("never", "b", RetryPolicy.events(null, null), Inn.arn("never-too"));

        assertThat(guests()).isEmpty();
        assertThat(pending("never")).isEmpty();
        assertThat(pending("never-too")).isEmpty();
    }

    @Test
    void a_rule_tries_185_times_more_within_a_day_and_then_gives_up() {
        send("later", "a");
        assertThat(inn.attempts).containsEntry("later", 1);
        assertThat(pending("later"))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.attempts()).isEqualTo(1);
                    assertThat(delivery.lastError()).isEqualTo("THROTTLING: no bed tonight");
                });

        node.advance(Duration.ofHours(20));
        assertThat(inn.attempts("later")).isBetween(120, 170);
        assertThat(guests()).isEmpty();

        node.advance(Duration.ofHours(5));
        assertThat(inn.attempts("later")).isBetween(170, 186);
        assertThat(guests())
                .singleElement()
                .asString()
                .contains("EXHAUSTED_RETRY_CONDITION=Maximum")
                .contains("RETRY_ATTEMPTS=");
        assertThat(pending("later")).isEmpty();
    }

    @Test
    void the_limits_of_a_policy_are_kept() {
        send("later-twice", "a", RetryPolicy.events(2, null), DEAD);
        send("later-a-minute", "b", RetryPolicy.events(null, 60), DEAD);
        send("later-not-at-all", "c", RetryPolicy.NONE, DEAD);

        node.advance(Duration.ofSeconds(59));
        node.advance(Duration.ofMinutes(1));

        assertThat(inn.attempts)
                .containsEntry("later-twice", 3)
                .containsEntry("later-not-at-all", 1);
        assertThat(guests())
                .anySatisfy(guest ->
                        assertThat(guest)
                                .startsWith("takes-the-dead a ")
                                .endsWith(
                                        "EXHAUSTED_RETRY_CONDITION=MaximumRetryAttempts"
                                                + " RETRY_ATTEMPTS=2"))
                .anySatisfy(guest ->
                        assertThat(guest)
                                .startsWith("takes-the-dead b ")
                                .contains("EXHAUSTED_RETRY_CONDITION=MaximumEventAgeInSeconds"))
                .hasSize(3);
    }

    @Test
    void what_is_taken_at_a_later_attempt_has_ended() {
        send("third-time", "a");
        node.advance(Duration.ofMinutes(1));

        assertThat(guests()).containsExactly("third-time a");
        assertThat(pending("third-time")).isEmpty();
        assertThat(
                        node.takeEffects().stream()
                                .map(Trace.Attempted.class::cast)
                                .map(step -> step.attempt() + " " + (step.error() == null)))
                .containsExactly("1 false", "2 false", "3 true");
    }

    @Test
    void a_call_outside_is_made_after_the_commit_and_its_success_ends_the_delivery() {
        send("outside", "a");

        List<OutsideAttempt> calls = outside();
        assertThat(calls).hasSize(1);
        assertThat(pending("outside")).singleElement().matches(Deliveries.Pending::underWay);

        answer(calls.getFirst(), new CallOutcome.Succeeded());
        assertThat(pending("outside")).isEmpty();
        node.advance(Duration.ofDays(2));
        assertThat(outside()).isEmpty();
    }

    @Test
    void a_target_learns_how_what_it_did_not_take_at_once_has_ended() {
        send("outside-good", "a");
        send("outside-bad", "b", RetryPolicy.NONE, null);
        send("third", "c");
        send("takes", "d");
        send("never", "e", RetryPolicy.NONE, null);
        for (OutsideAttempt attempt : outside()) {
            answer(
                    attempt,
                    attempt.target().endsWith("good") ? new CallOutcome.Succeeded() : failed(true));
        }
        node.advance(Duration.ofMinutes(1));

        assertThat(inn.ended)
                .containsExactlyInAnyOrder(
                        "outside-good taken after 1",
                        "outside-bad ERROR_FROM_TARGET: status 503 after 1",
                        "third taken after 3",
                        "never NO_RESOURCE: no bed after 1");
    }

    @Test
    void a_refusal_that_does_not_count_is_followed_by_attempts_until_the_delivery_is_too_old() {
        RetryPolicy once =
                new RetryPolicy(
                        List.of(RetryPolicy.Phase.constant(1, Duration.ofSeconds(1))),
                        1,
                        Duration.ofHours(1),
                        0);
        send("outside-full", "a", once, null);
        int attempts = 0;
        for (int minute = 0; minute < 61; minute++) {
            for (OutsideAttempt attempt : outside()) {
                attempts++;
                answer(attempt, new CallOutcome.Failed("FULL", "later", true, null));
            }
            node.advance(Duration.ofMinutes(1));
        }

        assertThat(attempts).isBetween(8, 30);
        assertThat(inn.ended).containsExactly("outside-full FULL: later after 1");
    }

    @Test
    void a_call_that_fails_is_made_again_not_before_the_endpoint_wants_to_be_asked() {
        send("outside", "a");
        answer(
                outside().getFirst(),
                new CallOutcome.Failed("THROTTLING", "status 429", true, Duration.ofMinutes(3)));

        node.advance(Duration.ofSeconds(179));
        assertThat(outside()).isEmpty();
        node.advance(Duration.ofSeconds(1));
        List<OutsideAttempt> second = outside();
        assertThat(second).hasSize(1);

        answer(second.getFirst(), failed(false));
        assertThat(pending("outside")).isEmpty();
        assertThat(guests()).singleElement().asString().contains("ERROR_MESSAGE=status 503");
    }

    @Test
    void a_call_under_way_is_made_again_after_a_crash_and_the_first_success_counts() {
        send("outside", "a");
        OutsideAttempt lost = outside().getFirst();
        node.killAndRestart();

        List<OutsideAttempt> again = outside();
        assertThat(again).hasSize(1);
        answer(lost, failed(true)); // of an attempt that is not the present one
        assertThat(pending("outside")).singleElement().matches(Deliveries.Pending::underWay);
        answer(lost, new CallOutcome.Succeeded());
        answer(again.getFirst(), failed(true));
        assertThat(pending("outside")).isEmpty();
    }

    @Test
    void a_target_that_hangs_holds_up_nobody_else() {
        for (int i = 0; i < 100; i++) {
            send("outside-hangs", "a" + i);
        }
        assertThat(outside()).hasSize(16);

        send("outside-quick", "b");
        assertThat(outside())
                .singleElement()
                .satisfies(call -> assertThat(call.target()).isEqualTo(Inn.arn("outside-quick")));
    }

    @Test
    void a_target_with_one_call_at_a_time_gets_them_in_order() {
        for (int i = 0; i < 5; i++) {
            send("outside-slow", "a" + i);
        }
        for (int i = 0; i < 5; i++) {
            List<OutsideAttempt> calls = outside();
            assertThat(calls).hasSize(1);
            answer(calls.getFirst(), new CallOutcome.Succeeded());
        }
        assertThat(pending("outside-slow")).isEmpty();
    }

    @Test
    void a_rate_is_kept_also_where_every_call_ends_before_the_next_comes() {
        List<OutsideAttempt> calls = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 5; i++) {
                send("outside-rate", "a");
                for (OutsideAttempt call : outside()) {
                    calls.add(call);
                    answer(call, new CallOutcome.Succeeded());
                }
            }
            node.advance(Duration.ofSeconds(1));
            for (OutsideAttempt call : outside()) {
                calls.add(call);
                answer(call, new CallOutcome.Succeeded());
            }
        }
        assertThat(calls).hasSizeBetween(19, 22);
    }
}
