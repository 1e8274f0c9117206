package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

class RuleScheduleTest {
    private final Account account = new Account();

    RuleScheduleTest() {
        account.queue("one");
        schedule("rate(5 minutes)");
        account.target(
                "default", "tick", Target.builder().id("t").arn(Account.queueArn("one")).build());
    }

    private void schedule(String expression) {
        account.node()
                .call(PutRuleRequest.builder().name("tick").scheduleExpression(expression).build());
    }

    private int fired(Duration in) {
        account.node().advance(in);
        return account.messages("one").size();
    }

    @Test
    void a_rule_fires_at_its_rate() {
        assertThat(fired(Duration.ofSeconds(299))).isZero();
        assertThat(fired(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(fired(Duration.ofMinutes(20))).isEqualTo(4);
    }

    @Test
    void it_sends_a_scheduled_event() {
        account.node().advance(Duration.ofMinutes(5));
        String time = Event.timestamp(account.node().clock().instant());

        assertThat(account.bodies("one").getFirst())
                .matches(
                        "\\{\"version\":\"0\",\"id\":\"[-0-9a-f]{36}\",\"detail-type\":\"Scheduled Event\".*")
                .endsWith(
                        "\"source\":\"aws.events\",\"account\":\"000000000000\",\"time\":\""
                                + time
                                + "\",\"region\":\"us-east-1\",\"resources\":"
                                + "[\"arn:aws:events:us-east-1:000000000000:rule/tick\"],"
                                + "\"detail\":{}}");
    }

    @Test
    void it_fires_at_the_times_of_a_cron_expression() {
        schedule("cron(0/10 * * * ? *)");
        assertThat(fired(Duration.ofMinutes(30))).isEqualTo(3);
    }

    @Test
    void another_schedule_takes_the_place_of_the_first() {
        schedule("rate(1 hour)");
        assertThat(fired(Duration.ofMinutes(59))).isZero();
        assertThat(fired(Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void putting_the_same_schedule_again_does_not_begin_it_anew() {
        account.node().advance(Duration.ofMinutes(4));
        schedule("rate(5 minutes)");
        assertThat(fired(Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void a_rule_that_is_disabled_does_not_fire_until_it_is_enabled() {
        account.node().call(DisableRuleRequest.builder().name("tick").build());
        assertThat(fired(Duration.ofMinutes(30))).isZero();
        account.node().call(EnableRuleRequest.builder().name("tick").build());
        assertThat(fired(Duration.ofMinutes(5))).isEqualTo(1);
    }

    @Test
    void a_rule_that_is_gone_does_not_fire() {
        account.node().call(RemoveTargetsRequest.builder().rule("tick").ids("t").build());
        account.node().call(DeleteRuleRequest.builder().name("tick").build());
        account.rule("default", "tick", "{\"source\":[\"a\"]}", Account.queueArn("one"));
        assertThat(fired(Duration.ofMinutes(30))).isZero();
    }

    @Test
    void what_was_missed_while_the_server_was_down_happens_once() {
        account.node().clock().move(Duration.ofMinutes(22));
        account.node().crashAndRestart();
        assertThat(account.messages("one")).hasSize(1);
        assertThat(fired(Duration.ofMinutes(3))).isEqualTo(1);
    }

    @Test
    void a_test_suite_fires_a_rule_when_it_likes() {
        account.node()
                .run(
                        TriggerRule.address("arn:aws:events:us-east-1:000000000000:rule/tick"),
                        tx ->
                                Outcome.reply(
                                        TriggerRule.trigger(
                                                tx,
                                                "arn:aws:events:us-east-1:000000000000:rule/tick")));

        assertThat(account.messages("one")).hasSize(1);
        assertThat(fired(Duration.ofMinutes(5))).isEqualTo(1);
    }
}
