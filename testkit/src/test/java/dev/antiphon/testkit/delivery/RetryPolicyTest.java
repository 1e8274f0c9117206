package dev.antiphon.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.RetryPolicy.Growth;
import dev.antiphon.delivery.RetryPolicy.Phase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedules of retries, delay by delay, as AWS documents them. */
class RetryPolicyTest {
    private static List<Long> millis(RetryPolicy policy, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> policy.delay(i).toMillis()).toList();
    }

    private static Duration total(RetryPolicy policy) {
        Duration total = Duration.ZERO;
        for (int retry = 1; retry <= policy.maximumRetries(); retry++) {
            total = total.plus(policy.delay(retry));
        }
        return total;
    }

    @Test
    void a_rule_doubles_its_delay_up_to_eight_minutes_and_spends_a_day() {
        RetryPolicy policy = RetryPolicy.events(null, null);

        assertThat(millis(policy, 1, 11))
                .containsExactly(
                        1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 64_000L, 128_000L,
                        256_000L, 480_000L, 480_000L);
        assertThat(policy.maximumRetries()).isEqualTo(185);
        assertThat(total(policy)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    }

    @Test
    void a_topic_tries_queues_100_015_times_over_23_days() {
        RetryPolicy policy = RetryPolicy.TOPIC_TO_AWS;

        assertThat(millis(policy, 1, 6)).containsExactly(0L, 0L, 0L, 1_000L, 1_000L, 1_000L);
        assertThat(policy.delay(15)).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.delay(100_015)).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.maximumRetries()).isEqualTo(100_015);
        assertThat(total(policy).toDays()).isEqualTo(23);
    }

    @Test
    void a_topic_tries_people_50_times_over_six_hours() {
        RetryPolicy policy = RetryPolicy.TOPIC_TO_PEOPLE;

        assertThat(millis(policy, 1, 3)).containsExactly(10_000L, 10_000L, 10_000L);
        assertThat(policy.delay(12)).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.maximumRetries()).isEqualTo(50);
        assertThat(total(policy)).isBetween(Duration.ofHours(6), Duration.ofHours(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    LINEAR      | 1000 6000 11000 16000 21000
                    ARITHMETIC  | 1000 3000 7000 13000 21000
                    GEOMETRIC   | 1000 2141 4583 9810 21000
                    EXPONENTIAL | 1000 2333 5000 10333 21000
                    """)
    void delays_grow_from_the_shortest_to_the_longest(Growth growth, String expected) {
        Phase phase = new Phase(5, Duration.ofSeconds(1), Duration.ofSeconds(21), growth);
        RetryPolicy policy = new RetryPolicy(List.of(phase), 5, Duration.ofHours(1), 0);

        assertThat(millis(policy, 1, 5).stream().map(String::valueOf))
                .containsExactly(expected.split(" "));
    }
}
