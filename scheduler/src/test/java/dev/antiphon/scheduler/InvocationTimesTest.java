package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** When schedules are invoked. The clock begins at the start of a minute. */
class InvocationTimesTest {
    private final Account account = new Account();
    private final Instant begin = beginning();

    private Instant beginning() {
        account.node().clock().moveTo(Instant.parse("2030-01-07T12:00:00Z"));
        account.node().runUntilQuiet();
        return account.now();
    }

    private static String at(Instant time) {
        return "at("
                + LocalDateTime.ofInstant(time, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS)
                + (time.getEpochSecond() % 60 == 0 ? ":00" : "")
                + ")";
    }

    private List<String> minutes(int... minutes) {
        return Arrays.stream(minutes)
                .mapToObj(minute -> begin.plus(Duration.ofMinutes(minute)).toString())
                .toList();
    }

    @Test
    void once_is_once_and_at_its_second() {
        account.create("s", at(begin.plusSeconds(90)));
        account.advance(Duration.ofMillis(89_999));
        assertThat(account.bodies()).isEmpty();

        account.advance(Duration.ofMillis(1));
        List<Message> messages = account.take("q");
        assertThat(messages)
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo(begin.plusSeconds(90).toString());
                    assertThat(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                            .isEqualTo("" + begin.plusSeconds(90).toEpochMilli());
                });
        account.advance(Duration.ofDays(3));
        assertThat(account.bodies()).isEmpty();
        assertThat(account.get("s").state()).isEqualTo(ScheduleState.ENABLED);
    }

    @Test
    void a_rate_begins_at_once_and_keeps_its_beat() {
        account.create("s", "rate(5 minutes)");
        assertThat(account.bodies()).isEqualTo(minutes(0));
        account.advance(Duration.ofMinutes(17));
        assertThat(account.bodies()).isEqualTo(minutes(5, 10, 15));
    }

    @Test
    void a_rate_with_a_start_begins_there_and_one_with_an_end_ends_there() {
        account.create(
                "s",
                "rate(5 minutes)",
                schedule ->
                        schedule.startDate(begin.plus(Duration.ofMinutes(7)))
                                .endDate(begin.plus(Duration.ofMinutes(17))));
        account.advance(Duration.ofHours(1));
        assertThat(account.bodies()).isEqualTo(minutes(7, 12, 17));
        assertThat(account.has("s")).isTrue();
    }

    @Test
    void cron_is_read_in_the_zone_of_the_schedule() {
        account.create(
                "s", "cron(30 7 * * ? *)", it -> it.scheduleExpressionTimezone("America/New_York"));
        account.advance(Duration.ofDays(2));
        assertThat(account.bodies())
                .containsExactly("2030-01-07T12:30:00Z", "2030-01-08T12:30:00Z");
    }

    @Test
    void start_and_end_do_not_count_for_what_happens_once() {
        account.create(
                "s",
                at(begin.plusSeconds(60)),
                schedule ->
                        schedule.startDate(begin.plus(Duration.ofDays(1)))
                                .endDate(begin.minusSeconds(1)));
        account.advance(Duration.ofMinutes(2));
        assertThat(account.bodies()).hasSize(1);
    }

    @Test
    void what_comes_too_late_for_its_only_time_happens_at_once() {
        account.create("s", at(begin.minusSeconds(3)));
        assertThat(account.bodies()).containsExactly(begin.minusSeconds(3).toString());

        account.update("s", schedule -> schedule.description("it has happened"));
        account.advance(Duration.ofMinutes(1));
        assertThat(account.bodies()).isEmpty();
    }

    @Test
    void a_schedule_that_is_disabled_rests() {
        account.create("s", "cron(* * * * ? *)", it -> it.state(ScheduleState.DISABLED));
        account.advance(Duration.ofMinutes(5));
        assertThat(account.bodies()).isEmpty();

        account.update("s", it -> it.state(ScheduleState.ENABLED));
        account.advance(Duration.ofSeconds(61));
        assertThat(account.bodies()).isEqualTo(minutes(6));

        account.update("s", it -> it.state(ScheduleState.DISABLED));
        account.advance(Duration.ofMinutes(5));
        assertThat(account.bodies()).isEmpty();
    }

    @Test
    void an_update_that_leaves_the_times_alone_leaves_the_beat_alone() {
        account.create("s", "rate(10 minutes)");
        account.advance(Duration.ofMinutes(3));
        account.update("s", it -> it.description("another"));
        account.advance(Duration.ofMinutes(10));
        assertThat(account.bodies()).isEqualTo(minutes(0, 10));

        account.update("s", it -> it.scheduleExpression("rate(4 minutes)"));
        account.advance(Duration.ofMinutes(5));
        assertThat(account.bodies()).isEqualTo(minutes(13, 17));
    }

    @Test
    void an_end_that_is_brought_forward_ends_a_schedule_and_one_that_is_put_off_revives_it() {
        account.create("s", "rate(10 minutes)");
        account.update("s", it -> it.endDate(begin.plus(Duration.ofMinutes(5))));
        account.advance(Duration.ofMinutes(30));
        assertThat(account.bodies()).isEqualTo(minutes(0));

        account.update("s", it -> it.endDate(begin.plus(Duration.ofMinutes(45))));
        account.advance(Duration.ofMinutes(60));
        assertThat(account.bodies()).isEqualTo(minutes(40));
    }

    @Test
    void what_was_missed_is_made_up_for_once() {
        account.create("every-minute", "rate(1 minute)", it -> it.target(Account.queue("minute")));
        account.create(
                "once", at(begin.plusSeconds(1_800)), it -> it.target(Account.queue("once")));
        assertThat(account.bodies()).containsExactly("minute");

        account.node().disk().kill();
        account.node().clock().move(Duration.ofMinutes(200).plusSeconds(30));
        account.node().crashAndRestart();
        assertThat(account.bodies()).containsExactlyInAnyOrder("minute", "once");

        account.advance(Duration.ofSeconds(29));
        assertThat(account.bodies()).isEmpty();
        account.advance(Duration.ofSeconds(1));
        assertThat(account.bodies()).containsExactly("minute");
    }

    @Test
    void a_flexible_window_spreads_invocations_and_loses_none() {
        FlexibleTimeWindow window =
                FlexibleTimeWindow.builder()
                        .mode(FlexibleTimeWindowMode.FLEXIBLE)
                        .maximumWindowInMinutes(15)
                        .build();
        account.create("s", "rate(5 minutes)", it -> it.flexibleTimeWindow(window));
        account.advance(Duration.ofHours(10).plusMinutes(15));

        List<Message> messages = account.take("q");
        assertThat(messages.stream().map(Message::body).distinct())
                .hasSizeGreaterThanOrEqualTo(120)
                .hasSize(messages.size());
        List<Long> delays =
                messages.stream()
                        .map(message ->
                                Long.parseLong(
                                                message.attributes()
                                                        .get(
                                                                MessageSystemAttributeName
                                                                        .SENT_TIMESTAMP))
                                        - Instant.parse(message.body()).toEpochMilli())
                        .toList();
        assertThat(delays).allMatch(delay -> delay >= 0 && delay < 15 * 60_000);
        assertThat(delays.stream().mapToLong(it -> it).max().getAsLong()).isGreaterThan(5 * 60_000);
    }

    @Test
    void a_schedule_goes_after_its_last_invocation_if_it_is_to() {
        account.create(
                "once",
                at(begin.plusSeconds(60)),
                it -> it.actionAfterCompletion(ActionAfterCompletion.DELETE));
        account.create(
                "thrice",
                "rate(1 minute)",
                it ->
                        it.actionAfterCompletion(ActionAfterCompletion.DELETE)
                                .endDate(begin.plusSeconds(150)));
        account.advance(Duration.ofSeconds(59));
        assertThat(account.has("once")).isTrue();
        account.advance(Duration.ofSeconds(1));
        assertThat(account.has("once")).isFalse();
        assertThat(account.has("thrice")).isTrue();
        account.advance(Duration.ofSeconds(60));
        assertThat(account.has("thrice")).isFalse();
        assertThat(account.bodies()).hasSize(4);
    }

    @Test
    void a_schedule_that_is_deleted_is_not_invoked_any_more() {
        account.create("s", "rate(1 minute)");
        account.node().call(DeleteScheduleRequest.builder().name("s").build());
        account.advance(Duration.ofMinutes(5));
        assertThat(account.bodies()).isEqualTo(minutes(0));

        account.create("s", "rate(1 minute)");
        account.advance(Duration.ofSeconds(30));
        assertThat(account.bodies()).isEqualTo(minutes(5));
    }
}
