package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.AssignPublicIp;
import software.amazon.awssdk.services.scheduler.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;

/** A schedule is what was said of it, with AWS's defaults, also after a crash. */
class ScheduleDefinitionTest {
    private final Account account = new Account();

    @Test
    void what_is_left_open_has_defaults() {
        CreateScheduleResponse created =
                account.node().call(Account.schedule("s", "rate(1 hour)").build());
        GetScheduleResponse schedule = account.get("s");

        assertThat(created.scheduleArn())
                .isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/s");
        assertThat(schedule)
                .isEqualTo(
                        GetScheduleResponse.builder()
                                .arn(created.scheduleArn())
                                .name("s")
                                .groupName("default")
                                .scheduleExpression("rate(1 hour)")
                                .scheduleExpressionTimezone("UTC")
                                .state(ScheduleState.ENABLED)
                                .actionAfterCompletion(ActionAfterCompletion.NONE)
                                .flexibleTimeWindow(Account.EXACT)
                                .target(
                                        Account.queue().toBuilder()
                                                .retryPolicy(it ->
                                                        it.maximumRetryAttempts(185)
                                                                .maximumEventAgeInSeconds(86_400))
                                                .build())
                                .creationDate(account.now())
                                .lastModificationDate(account.now())
                                .build());
    }

    @Test
    void everything_that_is_said_is_kept() {
        Instant start = account.now().plusMillis(86_400_123);
        Target target =
                Target.builder()
                        .arn("arn:aws:ecs:us-east-1:000000000000:cluster/c")
                        .roleArn(Account.ROLE)
                        .deadLetterConfig(it -> it.arn(Account.queueArn("q")))
                        .retryPolicy(it -> it.maximumRetryAttempts(0).maximumEventAgeInSeconds(60))
                        .ecsParameters(ecs ->
                                ecs.taskDefinitionArn("task")
                                        .taskCount(2)
                                        .enableExecuteCommand(true)
                                        .networkConfiguration(network ->
                                                network.awsvpcConfiguration(vpc ->
                                                        vpc.subnets("a", "b")
                                                                .assignPublicIp(
                                                                        AssignPublicIp.ENABLED)))
                                        .capacityProviderStrategy(
                                                CapacityProviderStrategyItem.builder()
                                                        .capacityProvider("p")
                                                        .base(0)
                                                        .weight(7)
                                                        .build())
                                        .tags(List.of(Map.of("k", "v"), Map.of("l", "w"))))
                        .build();
        FlexibleTimeWindow window =
                FlexibleTimeWindow.builder()
                        .mode(FlexibleTimeWindowMode.FLEXIBLE)
                        .maximumWindowInMinutes(5)
                        .build();
        account.create(
                "s",
                "cron(0 9 ? * MON *)",
                schedule ->
                        schedule.scheduleExpressionTimezone("Asia/Tokyo")
                                .startDate(start)
                                .endDate(start.plus(Duration.ofDays(1)))
                                .state(ScheduleState.DISABLED)
                                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                                .description("")
                                .kmsKeyArn("arn:aws:kms:us-east-1:000000000000:key/k")
                                .flexibleTimeWindow(window)
                                .target(target));
        GetScheduleResponse schedule = account.get("s");
        account.node().crashAndRestart();

        assertThat(account.get("s")).isEqualTo(schedule);
        assertThat(schedule.target()).isEqualTo(target);
        assertThat(schedule.flexibleTimeWindow()).isEqualTo(window);
        assertThat(schedule.startDate()).isEqualTo(start);
        assertThat(schedule.endDate()).isEqualTo(start.plus(Duration.ofDays(1)));
        assertThat(schedule.scheduleExpressionTimezone()).isEqualTo("Asia/Tokyo");
        assertThat(schedule.state()).isEqualTo(ScheduleState.DISABLED);
        assertThat(schedule.actionAfterCompletion()).isEqualTo(ActionAfterCompletion.DELETE);
        assertThat(schedule.description()).isEmpty();
        assertThat(schedule.kmsKeyArn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/k");
    }

    @Test
    void an_update_says_everything_anew() {
        account.create(
                "s",
                "rate(1 hour)",
                schedule ->
                        schedule.description("d")
                                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                                .scheduleExpressionTimezone("Asia/Tokyo"));
        Instant created = account.now();
        account.advance(Duration.ofSeconds(5));
        account.update(
                "s",
                schedule ->
                        schedule.description(null)
                                .actionAfterCompletion((ActionAfterCompletion) null)
                                .scheduleExpressionTimezone(null));

        GetScheduleResponse schedule = account.get("s");
        assertThat(schedule.description()).isNull();
        assertThat(schedule.actionAfterCompletion()).isEqualTo(ActionAfterCompletion.NONE);
        assertThat(schedule.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(schedule.creationDate()).isEqualTo(created);
        assertThat(schedule.lastModificationDate()).isEqualTo(created.plusSeconds(5));
    }

    @Test
    void a_name_is_taken_within_its_group_only() {
        account.createGroup("g");
        account.create("s", "rate(1 hour)");
        account.create("s", "rate(1 hour)", schedule -> schedule.groupName("g"));

        account.refused(
                Account.schedule("s", "rate(1 hour)").build(),
                "ConflictException",
                "Schedule s already exists.");
        account.refused(
                Account.schedule("s", "rate(1 hour)").groupName("none").build(),
                "ResourceNotFoundException",
                "Schedule group none does not exist.");
    }

    @Test
    void a_call_that_is_made_again_with_its_token_finds_its_work_done() {
        var creation = Account.schedule("s", "rate(1 hour)").clientToken("t").build();
        account.node().call(creation);
        account.node().call(creation);
        account.refused(
                creation.toBuilder().clientToken("u").build(),
                "ConflictException",
                "Schedule s already exists.");
        account.refused(
                creation.toBuilder().description("other").build(),
                "ConflictException",
                "Schedule s already exists.");
        assertThat(account.bodies()).hasSize(1);

        DeleteScheduleRequest deletion =
                DeleteScheduleRequest.builder().name("s").clientToken("d").build();
        account.node().call(deletion);
        account.node().call(deletion);
        account.refused(
                deletion.toBuilder().clientToken("e").build(),
                "ResourceNotFoundException",
                "Schedule s does not exist.");
        account.advance(Duration.ofMinutes(11));
        account.refused(deletion, "ResourceNotFoundException", "Schedule s does not exist.");
    }

    @Test
    void what_is_not_there_is_named() {
        account.refused(
                GetScheduleRequest.builder().name("s").build(),
                "ResourceNotFoundException",
                "Schedule s does not exist.");
        account.refused(
                DeleteScheduleRequest.builder().name("s").groupName("g").build(),
                "ResourceNotFoundException",
                "Schedule s does not exist.");
    }
}
