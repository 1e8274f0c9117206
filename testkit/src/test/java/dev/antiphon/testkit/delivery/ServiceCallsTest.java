package dev.antiphon.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.Outcome;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls between services: each is answered once, and does what its answer says. */
class ServiceCallsTest {
    private final Till till = new Till();
    private final ServiceCalls calls =
            new ServiceCalls(List.of(till), Dispatcher.Reach.OWN_ACCOUNT, till);
    private final Deliveries deliveries = new Deliveries(List.of(calls));
    private final TestNode node = TestNode.of(till, calls, deliveries);
    private int ids;

    /** Makes a call from both partitions; what it is about lies in one of them. */
    private List<Answer> call(String operation, String input) {
        List<String> made = new ArrayList<>();
        for (int asker = 0; asker < 8; asker++) {
            String address = Till.asker(asker);
            String id = "c" + ids++;
            made.add(id);
            node.run(
                    address,
                    tx -> {
                        Till.call(
                                tx,
                                operation,
                                address,
                                (input + " " + id).getBytes(StandardCharsets.UTF_8),
                                id);
                        return Outcome.reply(true);
                    });
        }
        return made.stream().filter(till.heard::containsKey).map(till.heard::get).toList();
    }

    private @Nullable Long inside(String name) {
        return node.run(Till.arn(name), tx -> Outcome.reply(Till.rows(tx, Till.TILLS))).get(name);
    }

    private static String text(Answer answer) {
        return new String(((Answer.Response) answer).body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_call_is_made_by_the_asking_account_and_answered() {
        List<Answer> answers = call("Pay", "a 5");

        assertThat(answers).hasSize(8);
        assertThat(text(answers.getFirst())).isEqualTo("a 5 1");
        assertThat(text(answers.getLast())).isEqualTo("a 40 1");
        assertThat(inside("a")).isEqualTo(40);
    }

    @Test
    void capitals_of_an_operation_do_not_count() {
        assertThat(call("pay", "a 5")).hasSize(8).allMatch(Answer.Response.class::isInstance);
    }

    @Test
    void what_was_staged_before_a_refusal_is_undone_and_the_refusal_is_the_answer() {
        assertThat(call("Pay", "a -5"))
                .hasSize(8)
                .containsOnly(new Answer.Failed("Overdrawn", 402, "There is not so much in it."));
        assertThat(inside("a")).isNull();
    }

    @Test
    void a_request_that_cannot_be_read_or_names_nothing_is_answered() {
        assertThat(call("Pay", "a"))
                .hasSize(8)
                .containsOnly(new Answer.Failed("SerializationException", 400, "not a payment"));
        assertThat(call("Pay", " 5"))
                .hasSize(8)
                .containsOnly(new Answer.Failed("NoTill", 400, "Which till?"));
    }

    @Test
    void an_operation_that_is_not_there_is_answered() {
        assertThat(call("Burn", "a 5"))
                .hasSize(8)
                .containsOnly(
                        new Answer.Failed(
                                "UnknownOperationException", 400, "till has no operation Burn"));
    }

    @Test
    void another_accounts_entity_is_out_of_reach() {
        assertThat(call("Pay", "theirs 5"))
                .hasSize(8)
                .allMatch(answer -> ((Answer.Failed) answer).code().equals("AccessDenied"));
        assertThat(inside("theirs")).isNull();
    }

    @Test
    void what_only_reads_is_performed_outside_and_again_after_a_crash() {
        assertThat(call("Look", "a 5")).isEmpty();
        assertThat(outside()).hasSize(8);
        node.crashAndRestart();

        List<OutsideAttempt> again = outside();
        assertThat(again).hasSize(8);
        OutsideCall.Api call = (OutsideCall.Api) again.getFirst().call();
        assertThat(call.operation()).isEqualTo("Look");
        again.forEach(attempt -> answer(attempt, new CallOutcome.Succeeded(Answer.taken())));
        again.forEach(attempt -> answer(attempt, new CallOutcome.Succeeded(Answer.taken())));
        assertThat(till.heard).hasSize(8);
    }

    @Test
    void a_relay_that_has_nothing_to_do_outside_is_a_command() {
        List<Answer> answers = call("Settle", "a 5");

        assertThat(answers).hasSize(8);
        assertThat(text(answers.getLast())).isEqualTo("a 40 1");
        assertThat(inside("a")).isEqualTo(40);
        assertThat(outside()).isEmpty();
        assertThat(call("Settle", "theirs 5"))
                .hasSize(8)
                .allMatch(answer -> ((Answer.Failed) answer).code().equals("AccessDenied"));
    }

    @Test
    void a_relay_that_has_something_to_do_outside_is_performed_there() {
        assertThat(call("Settle", "a 0")).isEmpty();
        assertThat(outside()).hasSize(8);
    }

    @Test
    void what_has_to_wait_stages_nothing_and_is_performed_outside() {
        assertThat(call("Watch", "a 5")).isEmpty();
        assertThat(inside("a")).isNull();

        List<OutsideAttempt> attempts = outside();
        assertThat(attempts).hasSize(8);
        answer(
                attempts.getFirst(),
                new CallOutcome.Succeeded(new Answer.Failed("Gone", 404, "It is closed.")));
        assertThat(till.heard).containsValue(new Answer.Failed("Gone", 404, "It is closed."));
    }

    @Test
    void what_is_throttled_is_tried_again_a_few_times() {
        call("Look", "a 5");
        int tries = 0;
        for (List<OutsideAttempt> now = outside(); !now.isEmpty(); now = outside()) {
            tries++;
            now.forEach(attempt ->
                    answer(attempt, new CallOutcome.Failed("Throttling", "slow", true, null)));
            node.advance(Duration.ofSeconds(2));
        }
        assertThat(tries).isEqualTo(4);
        assertThat(till.heard).hasSize(8).containsValue(new Answer.Failed("Throttling", 0, "slow"));
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
}
