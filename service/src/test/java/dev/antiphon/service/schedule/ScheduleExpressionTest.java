package dev.antiphon.service.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleExpressionTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # from           | expression                      | the next four
                    2023-12-30T23:58 | cron(0 12 * * ? *)              | 12-31T12:00 01-01T12:00 01-02T12:00 01-03T12:00
                    2023-12-30T23:58 | cron(15 10 ? * 6L *)            | 01-26T10:15 02-23T10:15 03-29T10:15 04-26T10:15
                    2023-12-30T23:58 | cron(0 0 L * ? *)               | 12-31T00:00 01-31T00:00 02-29T00:00 03-31T00:00
                    2023-12-30T23:58 | cron(0 0 L-3 * ? *)             | 01-28T00:00 02-26T00:00 03-28T00:00 04-27T00:00
                    2023-12-30T23:58 | cron(0 0 LW * ? *)              | 01-31T00:00 02-29T00:00 03-29T00:00 04-30T00:00
                    2024-05-20T00:00 | cron(0 0 1W * ? *)              | 06-03T00:00 07-01T00:00 08-01T00:00 09-02T00:00
                    2024-05-20T00:00 | cron(0 0 15W * ? *)             | 06-14T00:00 07-15T00:00 08-15T00:00 09-16T00:00
                    2024-01-31T12:00 | cron(0 0 31W * ? *)             | 03-29T00:00 05-31T00:00 07-31T00:00 08-30T00:00
                    2023-12-30T23:58 | cron(0 0 ? * L *)               | 01-06T00:00 01-13T00:00 01-20T00:00 01-27T00:00
                    2023-12-30T23:58 | cron(0 2 ? * SAT#3 *)           | 01-20T02:00 02-17T02:00 03-16T02:00 04-20T02:00
                    2023-12-30T23:58 | cron(0 2 ? * 2#5 *)             | 01-29T02:00 04-29T02:00 07-29T02:00 09-30T02:00
                    2023-12-30T23:58 | cron(0 18 ? * MON-FRI *)        | 01-01T18:00 01-02T18:00 01-03T18:00 01-04T18:00
                    2023-12-30T23:58 | cron(0 18 ? * FRI-SUN *)        | 12-31T18:00 01-05T18:00 01-06T18:00 01-07T18:00
                    2023-12-30T23:58 | cron(0 0 ? * 2-6/2 *)           | 01-01T00:00 01-03T00:00 01-05T00:00 01-08T00:00
                    2023-12-30T23:58 | cron(0 0 1 NOV-FEB ? *)         | 01-01T00:00 02-01T00:00 11-01T00:00 12-01T00:00
                    2023-12-30T23:58 | cron(0 22-2/2 * * ? *)          | 12-31T00:00 12-31T02:00 12-31T22:00 01-01T00:00
                    2023-12-30T23:58 | cron(1/10 * * * ? *)            | 12-31T00:01 12-31T00:11 12-31T00:21 12-31T00:31
                    2023-12-30T23:58 | cron(*/15 * * * ? *)            | 12-31T00:00 12-31T00:15 12-31T00:30 12-31T00:45
                    2023-12-30T23:58 | cron(0-30/7 9 * * ? *)          | 12-31T09:00 12-31T09:07 12-31T09:14 12-31T09:21
                    2023-12-30T23:58 | cron(0/30,10 8 * * ? *)         | 12-31T08:00 12-31T08:10 12-31T08:30 01-01T08:00
                    2023-12-30T23:58 | cron(0 0 1/10 * ? *)            | 12-31T00:00 01-01T00:00 01-11T00:00 01-21T00:00
                    2023-12-30T23:58 | cron(0 0 29 2 ? *)              | 02-29T00:00 02-29T00:00 02-29T00:00 02-29T00:00
                    2023-12-30T23:58 | cron(5 6 7 jan,mar ? *)         | 01-07T06:05 03-07T06:05 01-07T06:05 03-07T06:05
                    2023-12-30T23:58 | cron(0 0 1 1 ? 2024-2026/2)     | 01-01T00:00 01-01T00:00
                    2023-12-30T23:58 | cron(59 23 31 12 ? 2023)        | 12-31T23:59
                    2023-12-30T23:58 | cron(0 0 31 2 ? *)              |
                    2023-12-30T23:58 | cron(0 0 * * ? 2022)            |
                    2023-12-30T23:58 | at(2023-12-30T23:58:01)         | 12-30T23:58:01
                    2023-12-30T23:58 | at(2023-12-30T23:58:00)         |
                    2023-12-30T23:58 | rate(1 minute)                  | 12-30T23:59 12-31T00:00 12-31T00:01 12-31T00:02
                    2023-12-30T23:58 | rate(5 hours)                   | 12-31T04:58 12-31T09:58 12-31T14:58 12-31T19:58
                    2023-12-30T23:58 | rate(2 days)                    | 01-01T23:58 01-03T23:58 01-05T23:58 01-07T23:58
                    """)
    void tells_when_it_happens_next(String from, String expression, String times) {
        Instant after = LocalDateTime.parse(from).toInstant(ZoneOffset.UTC);

        assertThat(
                        following(expression, after, ZoneOffset.UTC, 4).stream()
                                .map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC))
                                .map(time -> time.toString().substring(5)))
                .containsExactly(times == null ? new String[0] : times.split(" "));
    }

    private static List<Instant> following(String text, Instant start, ZoneId zone, int count) {
        ScheduleExpression expression = ScheduleExpression.ofSchedule(text);
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = expression.next(start, zone, start);
        while (next.isPresent() && times.size() < count) {
            times.add(next.get());
            next = expression.next(next.get(), zone, start);
        }
        return times;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # The clocks go from 01:59 to 03:00 on March 10, and from 01:59 back to 01:00 on November 3.
                    2024-03-10T05:45Z | cron(30 2 * * ? *)      | 2024-03-11T02:30-04:00 2024-03-12T02:30-04:00
                    2024-03-10T05:45Z | cron(0/30 1-3 * * ? *)  | 2024-03-10T01:00-05:00 2024-03-10T01:30-05:00 2024-03-10T03:00-04:00 2024-03-10T03:30-04:00 2024-03-11T01:00-04:00
                    2024-11-03T04:15Z | cron(30 1 * * ? *)      | 2024-11-03T01:30-04:00 2024-11-04T01:30-05:00
                    2024-11-03T04:15Z | cron(0 * * * ? *)       | 2024-11-03T01:00-04:00 2024-11-03T02:00-05:00 2024-11-03T03:00-05:00
                    2024-11-03T06:10Z | cron(0/20 * * * ? *)    | 2024-11-03T02:00-05:00 2024-11-03T02:20-05:00
                    2024-03-09T12:00Z | rate(1 day)             | 2024-03-10T08:00-04:00 2024-03-11T08:00-04:00
                    2024-03-01T12:00Z | at(2024-03-10T02:30:00) |
                    2024-11-01T12:00Z | at(2024-11-03T01:30:00) | 2024-11-03T01:30-04:00
                    """)
    void a_time_that_the_clocks_skip_does_not_happen_and_one_they_show_twice_happens_once(
            String from, String expression, String times) {
        List<String> expected = times == null ? List.of() : List.of(times.split(" "));

        Instant after = OffsetDateTime.parse(from).toInstant();

        assertThat(
                        following(expression, after, NEW_YORK, Math.max(1, expected.size()))
                                .stream()
                                .map(time -> time.atZone(NEW_YORK).toOffsetDateTime().toString()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void a_rate_begins_at_its_start_and_keeps_to_its_beat() {
        ScheduleExpression rate = ScheduleExpression.ofSchedule("rate(10 minutes)");
        Instant start = Instant.parse("2024-01-01T00:03:07Z");

        assertThat(rate.next(start.minusMillis(1), ZoneOffset.UTC, start)).hasValue(start);
        assertThat(rate.next(start.plusSeconds(3_601), ZoneOffset.UTC, start))
                .hasValue(start.plusSeconds(4_200));
        assertThat(rate.next(start.plusSeconds(4_200), ZoneOffset.UTC, start))
                .hasValue(start.plusSeconds(4_800));
    }

    @Test
    void only_at_does_not_recur() {
        assertThat(ScheduleExpression.ofSchedule("at(2024-01-01T00:00:00)").recurring()).isFalse();
        assertThat(ScheduleExpression.ofSchedule("rate(1 hour)").recurring()).isTrue();
        assertThat(ScheduleExpression.ofSchedule("cron(0 0 1 1 ? 2024)").recurring()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    # expression                   | of a rule | of a schedule
                    rate(10 minutes)               | yes       | yes
                    rate(1 hour)                   | yes       | yes
                    rate(1 hours)                  | no        | yes
                    rate(10 day)                   | no        | yes
                    rate(10 MINUTES)               | no        | no
                    rate(10 minutess)              | no        | no
                    rate(10 seconds)               | no        | no
                    rate(10 years)                 | no        | no
                    rate(10)                       | no        | no
                    rate(0 minutes)                | no        | no
                    rate(-10 minutes)              | no        | no
                    rate(1.5 hours)                | no        | no
                    rate(foo minutes)              | no        | no
                    rate(9999999999 days)          | no        | no
                    rate()                         | no        | no
                    " rate(10 minutes)"            | no        | no
                    "rate(10 minutes) "            | no        | no
                    at(2021-12-31T23:59:59)        | no        | yes
                    at(2021-12-31T23:59:59Z)       | no        | no
                    at(2021-12-31T23:59)           | no        | no
                    at(2021-02-30T23:59:59)        | no        | no
                    at(2021-12-31 23:59:59)        | no        | no
                    at()                           | no        | no
                    cron(0 1 * * * *)              | no        | no
                    cron(0 1 ? * ? *)              | no        | no
                    cron(0 1 1 * MON *)            | no        | no
                    cron(0 dummy ? * MON-FRI *)    | no        | no
                    cron(7 20 * * NOT *)           | no        | no
                    cron(71 8 1 * ? *)             | no        | no
                    cron(INVALID)                  | no        | no
                    cron(0 24 * * ? *)             | no        | no
                    cron(0 0 0 * ? *)              | no        | no
                    cron(0 0 32 * ? *)             | no        | no
                    cron(0 0 1 13 ? *)             | no        | no
                    cron(0 0 1 JANUARY ? *)        | no        | no
                    cron(0 0 ? * 0 *)              | no        | no
                    cron(0 0 ? * 8 *)              | no        | no
                    cron(0 0 * * ? 1969)           | no        | no
                    cron(0 0 * * ? 2200)           | no        | no
                    cron(0 0 * * ? 2025-2024)      | no        | no
                    cron(0 0 * * ?)                | no        | no
                    cron(0 0 0 * * ? *)            | no        | no
                    cron(? 0 * * ? *)              | no        | no
                    cron(0/0 0 * * ? *)            | no        | no
                    cron(0/60 0 * * ? *)           | no        | no
                    cron(0,,5 0 * * ? *)           | no        | no
                    cron(0 0 1,15W * ? *)          | no        | no
                    cron(0 0 1-5W * ? *)           | no        | no
                    cron(0 0 L,5 * ? *)            | no        | no
                    cron(0 0 ? * 3#1,6#3 *)        | no        | no
                    cron(0 0 ? * 3#6 *)            | no        | no
                    cron(0 0 ? * 3#0 *)            | no        | no
                    cron(0 0 3#1 * ? *)            | no        | no
                    cron(0 0 ? * 3W *)             | no        | no
                    cron(0 0 * * ? *               | no        | no
                    cron(0-15/1 8-8 ? * 2,3,4 *)   | yes       | yes
                    cron(30-30 13-13 ? * 2,4,6 *)  | yes       | yes
                    cron(0/5 5 ? JAN 1-5 2022)     | yes       | yes
                    cron(* * ? * SAT#3 *)          | yes       | yes
                    @daily                         | no        | no
                    """)
    void takes_what_aws_takes(String expression, String ofRule, String ofSchedule) {
        check(() -> ScheduleExpression.ofRule(expression), ofRule);
        check(() -> ScheduleExpression.ofSchedule(expression), ofSchedule);
    }

    private static void check(Runnable parse, String valid) {
        if (valid.equals("yes")) {
            parse.run();
        } else {
            assertThatThrownBy(parse::run).isInstanceOf(InvalidScheduleExpression.class);
        }
    }
}
