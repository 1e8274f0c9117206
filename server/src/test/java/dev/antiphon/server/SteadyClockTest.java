package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant wall = NOON;
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void it_follows_the_machine_forward() {
        pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
        wall = wall.plus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_605));
    }

    @Test
    void it_goes_on_at_half_its_pace_while_the_machine_is_behind() {
        wall = wall.minus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void it_is_the_machine_s_time_again_when_that_has_caught_up() {
        wall = wall.minus(Duration.ofSeconds(30));
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofSeconds(1));
            clock.instant();
        }
        assertThat(clock.instant()).isEqualTo(wall);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(nanos)).isEqualTo(60);
    }
}
