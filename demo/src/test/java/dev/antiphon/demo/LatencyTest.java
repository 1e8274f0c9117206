package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final Percentage TWO_DIGITS = Percentage.withPercentage(1);

    private final Latency latency = new Latency();

    @Test
    void nothing_measured_is_zero() {
        assertThat(latency.total())
                .isEqualTo(new Latency.Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void percentiles_are_right_to_two_digits() {
        for (int i = 1; i <= 1000; i++) {
            latency.record(Duration.ofMillis(i), 0);
        }
        Latency.Percentiles total = latency.total();
        assertThat(total.count()).isEqualTo(1000);
        assertThat(total.p50().toNanos()).isCloseTo(500_000_000L, TWO_DIGITS);
        assertThat(total.p99().toNanos()).isCloseTo(990_000_000L, TWO_DIGITS);
        assertThat(total.maximum().toNanos()).isCloseTo(1_000_000_000L, TWO_DIGITS);
    }

    @Test
    void only_the_last_five_seconds_are_recent() {
        latency.record(Duration.ofSeconds(2), second(10));
        latency.record(Duration.ofMillis(3), second(12));
        assertThat(latency.recent(second(14)).count()).isEqualTo(2);
        assertThat(latency.recent(second(15)).count()).isEqualTo(1);
        assertThat(latency.recent(second(15)).maximum().toNanos())
                .isCloseTo(3_000_000L, TWO_DIGITS);
        assertThat(latency.recent(second(30)).count()).isZero();
        assertThat(latency.total().count()).isEqualTo(2);
    }

    @Test
    void an_hour_is_the_longest_that_is_told_apart() {
        latency.record(Duration.ofHours(30), 0);
        assertThat(latency.total().maximum().toNanos())
                .isCloseTo(Duration.ofHours(1).toNanos(), TWO_DIGITS);
    }

    private static long second(int number) {
        return Duration.ofSeconds(number).toNanos();
    }
}
