package dev.antiphon.compat;

import static dev.antiphon.compat.Routing.EXACT;
import static dev.antiphon.compat.Routing.ROLE;
import static dev.antiphon.compat.Routing.toQueue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.Target;

/** Every operation of EventBridge Scheduler. */
interface Schedules extends Scenario {
    private static Target target(String arn, String input) {
        return Target.builder().arn(arn).roleArn(ROLE).input(input).build();
    }

    @Test
    default void a_schedule_is_created_told_changed_listed_and_deleted() {
        String queue = arn(newQueue());
        String name = Scenario.newName();
        Instant start = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String arn =
                scheduler()
                        .createSchedule(s ->
                                s.name(name)
                                        .scheduleExpression("cron(0 9 ? * MON-FRI *)")
                                        .scheduleExpressionTimezone("Europe/Rome")
                                        .startDate(start)
                                        .description("opens the shop")
                                        .flexibleTimeWindow(EXACT)
                                        .target(target(queue, "open")))
                        .scheduleArn();

        GetScheduleResponse schedule = scheduler().getSchedule(g -> g.name(name));
        assertThat(schedule.arn())
                .isEqualTo(arn)
                .isEqualTo(
                        "arn:aws:scheduler:us-east-1:"
                                + Access.ACCOUNT
                                + ":schedule/default/"
                                + name);
        assertThat(schedule.scheduleExpression()).isEqualTo("cron(0 9 ? * MON-FRI *)");
        assertThat(schedule.scheduleExpressionTimezone()).isEqualTo("Europe/Rome");
        assertThat(schedule.startDate()).isEqualTo(start);
        assertThat(schedule.description()).isEqualTo("opens the shop");
        assertThat(schedule.state()).isEqualTo(ScheduleState.ENABLED);
        assertThat(schedule.target().input()).isEqualTo("open");
        assertThat(schedule.target().retryPolicy().maximumRetryAttempts()).isEqualTo(185);
        assertThat(schedule.creationDate()).isBetween(start.minusSeconds(90_000), start);

        scheduler()
                .updateSchedule(u ->
                        u.name(name)
                                .scheduleExpression("rate(2 hours)")
                                .state(ScheduleState.DISABLED)
                                .flexibleTimeWindow(EXACT)
                                .target(schedule.target()));
        assertThat(scheduler().getSchedule(g -> g.name(name)).scheduleExpression())
                .isEqualTo("rate(2 hours)");
        assertThat(
                        scheduler()
                                .listSchedules(
                                        l -> l.namePrefix(name).state(ScheduleState.DISABLED))
                                .schedules())
                .extracting(ScheduleSummary::arn)
                .containsExactly(arn);

        scheduler().deleteSchedule(d -> d.name(name));
        assertThat(
                        catchThrowableOfType(
                                        ResourceNotFoundException.class,
                                        () -> scheduler().deleteSchedule(d -> d.name(name)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Schedule " + name + " does not exist.");
    }

    @Test
    default void a_group_has_tags_and_takes_its_schedules_with_it() {
        String group = Scenario.newName();
        String queue = arn(newQueue());
        String arn =
                scheduler()
                        .createScheduleGroup(
                                c -> c.name(group).tags(Tag.builder().key("a").value("1").build()))
                        .scheduleGroupArn();
        scheduler()
                .tagResource(
                        t -> t.resourceArn(arn).tags(Tag.builder().key("b").value("2").build()));
        scheduler().untagResource(u -> u.resourceArn(arn).tagKeys("a"));
        assertThat(scheduler().listTagsForResource(l -> l.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
        assertThat(scheduler().getScheduleGroup(g -> g.name(group)).state())
                .isEqualTo(ScheduleGroupState.ACTIVE);
        assertThat(scheduler().listScheduleGroups(l -> l.namePrefix(group)).scheduleGroups())
                .singleElement()
                .returns(arn, it -> it.arn());

        for (String name : List.of("one", "two")) {
            scheduler()
                    .createSchedule(s ->
                            s.name(name)
                                    .groupName(group)
                                    .scheduleExpression("rate(1 day)")
                                    .flexibleTimeWindow(EXACT)
                                    .target(target(queue, "x")));
        }
        assertThat(scheduler().listSchedules(l -> l.groupName(group).maxResults(1)).nextToken())
                .isNotBlank();
        assertThat(
                        catchThrowableOfType(
                                        ConflictException.class,
                                        () -> scheduler().createScheduleGroup(c -> c.name(group)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Schedule group " + group + " already exists.");

        scheduler().deleteScheduleGroup(d -> d.name(group));
        Await.until(
                "the end of the group",
                SOON,
                () ->
                        scheduler()
                                .listScheduleGroups(l -> l.namePrefix(group))
                                .scheduleGroups()
                                .isEmpty());
        assertThat(scheduler().listSchedules(l -> l.namePrefix("one")).schedules()).isEmpty();
    }

    @Test
    default void a_universal_target_is_any_operation() {
        String made = Scenario.newName();
        String name = Scenario.newName();
        scheduler()
                .createSchedule(s ->
                        s.name(name)
                                .scheduleExpression("rate(1 day)")
                                .flexibleTimeWindow(EXACT)
                                .target(
                                        target(
                                                "arn:aws:scheduler:::aws-sdk:sqs:createQueue",
                                                "{\"QueueName\":\"" + made + "\"}")));

        Await.until(
                "the queue",
                SOON,
                () -> !sqs().listQueues(l -> l.queueNamePrefix(made)).queueUrls().isEmpty());
    }

    @Test
    default void a_schedule_puts_events_and_publishes() {
        String queue = newQueue();
        String queueArn = arn(queue);
        String source = Scenario.newName();
        String topic = sns().createTopic(t -> t.name(source)).topicArn();
        sns().subscribe(s ->
                s.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queueArn)
                        .attributes(Map.of("RawMessageDelivery", "true")));
        events().putRule(r -> r.name(source).eventPattern("{\"source\":[\"" + source + "\"]}"));
        events().putTargets(t -> t.rule(source).targets(toQueue(queueArn)));
        String bus = "arn:aws:events:us-east-1:" + Access.ACCOUNT + ":event-bus/default";

        scheduler()
                .createSchedule(s ->
                        s.name(source)
                                .scheduleExpression("rate(1 day)")
                                .flexibleTimeWindow(EXACT)
                                .target(
                                        target(bus, "{\"at\":\"<aws.scheduler.scheduled-time>\"}")
                                                .toBuilder()
                                                .eventBridgeParameters(it ->
                                                        it.source(source).detailType("Closing"))
                                                .build()));
        assertThat(receive(queue).body())
                .contains(
                        "\"detail-type\":\"Closing\"",
                        "\"resources\":[\"arn:aws:scheduler:us-east-1:"
                                + Access.ACCOUNT
                                + ":schedule/default/"
                                + source
                                + "\"]",
                        "\"detail\":{\"at\":\"2");

        scheduler()
                .createSchedule(s ->
                        s.name(source + "-t")
                                .scheduleExpression("rate(1 day)")
                                .flexibleTimeWindow(EXACT)
                                .target(target(topic, "closing")));
        assertThat(receive(queue).body()).isEqualTo("closing");
    }
}
