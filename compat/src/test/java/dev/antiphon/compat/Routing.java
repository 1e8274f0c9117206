package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/**
 * The way of a message from a topic, a bus and a schedule to a queue, and what wrong input is told:
 * short enough for the CLI.
 */
interface Routing extends Scenario {
    String ROLE = "arn:aws:iam::" + Access.ACCOUNT + ":role/any";
    FlexibleTimeWindow EXACT =
            FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();

    /** An {@code at} expression, to the second. */
    static String at(Instant time) {
        return "at("
                + DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
                        .format(LocalDateTime.ofInstant(time, ZoneOffset.UTC))
                + ")";
    }

    /** A rule's target, as {@code q}. */
    static Target toQueue(String arn) {
        return Target.builder().id("q").arn(arn).build();
    }

    @Test
    default void a_topic_hands_a_message_to_a_queue() {
        String queue = newQueue();
        String topic = sns().createTopic(t -> t.name(Scenario.newName())).topicArn();
        String arn = arn(queue);
        sns().subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(arn));

        String id =
                sns().publish(p -> p.topicArn(topic).subject("Menu").message("pizza")).messageId();

        assertThat(receive(queue).body())
                .contains(
                        "\"Type\" : \"Notification\"",
                        "\"MessageId\" : \"" + id + "\"",
                        "\"TopicArn\" : \"" + topic + "\"",
                        "\"Subject\" : \"Menu\"",
                        "\"Message\" : \"pizza\"");
    }

    @Test
    default void a_rule_picks_events_for_a_queue() {
        String queue = newQueue();
        String arn = arn(queue);
        String rule = Scenario.newName();
        events().putRule(r ->
                r.name(rule)
                        .state(RuleState.ENABLED)
                        .eventPattern("{\"source\":[\"" + rule + "\"],\"detail\":{\"n\":[2]}}"));
        events().putTargets(t -> t.rule(rule).targets(toQueue(arn)));

        var put =
                events().putEvents(p -> p.entries(entry(rule, 1), entry(rule, 2), entry(rule, 3)));

        assertThat(put.failedEntryCount()).isZero();
        assertThat(receive(queue).body())
                .contains(
                        "\"id\":\"" + put.entries().get(1).eventId() + "\"",
                        "\"source\":\"" + rule + "\"",
                        "\"detail\":{\"n\":2}");
        assertEmpty(queue);
    }

    private static PutEventsRequestEntry entry(String source, int n) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType("Number")
                .detail("{\"n\":" + n + "}")
                .build();
    }

    @Test
    default void a_schedule_invokes_a_queue_at_its_time() {
        String queue = newQueue();
        String arn = arn(queue);
        String name = Scenario.newName();
        Instant time = Instant.now().plusSeconds(2);

        scheduler()
                .createSchedule(s ->
                        s.name(name)
                                .scheduleExpression(at(time))
                                .flexibleTimeWindow(EXACT)
                                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                                .target(t ->
                                        t.arn(arn)
                                                .roleArn(ROLE)
                                                .input("at <aws.scheduler.scheduled-time>")));

        assertThat(receive(queue).body()).isEqualTo("at " + time.truncatedTo(ChronoUnit.SECONDS));
        assertRefused(
                "ResourceNotFoundException",
                "Schedule " + name + " does not exist.",
                () -> scheduler().getSchedule(g -> g.name(name)));
    }

    @Test
    default void wrong_input_is_told_in_awss_words() {
        assertRefused(
                "InvalidParameter",
                "Invalid parameter: Topic Name",
                () -> sns().createTopic(t -> t.name("no/slash")));
        assertRefused(
                "NotFound",
                "Topic does not exist",
                () -> sns().publish(p -> p.topicArn(noTopic()).message("x")));
        assertRefused(
                "ValidationException",
                "Parameter ScheduleExpression is not valid.",
                () -> events().putRule(r -> r.name("r").scheduleExpression("rate(1 hours)")));
        assertRefused(
                "ResourceNotFoundException",
                "Rule nowhere does not exist on EventBus default.",
                () -> events().describeRule(d -> d.name("nowhere")));
        assertRefused(
                "ValidationException",
                "Invalid Schedule Expression rate(10 seconds).",
                () ->
                        scheduler()
                                .createSchedule(s ->
                                        s.name("s")
                                                .scheduleExpression("rate(10 seconds)")
                                                .flexibleTimeWindow(EXACT)
                                                .target(t -> t.arn(noTopic()).roleArn(ROLE))));
        assertRefused(
                "ResourceNotFoundException",
                "Schedule group nowhere does not exist.",
                () -> scheduler().listSchedules(l -> l.groupName("nowhere")));
    }

    private static String noTopic() {
        return "arn:aws:sns:us-east-1:" + Access.ACCOUNT + ":nowhere";
    }

    private static void assertRefused(String code, String message, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
}
