package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemandTest {
    private long now = Duration.ofHours(5).toNanos();
    private final Demand demand = new Demand(now);

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private void begin(int invocations) {
        for (int n = 0; n < invocations; n++) {
            demand.more(now);
        }
    }

    private void end(int invocations) {
        for (int n = 0; n < invocations; n++) {
            demand.less(now);
        }
    }

    @Test
    void one_after_the_other_is_no_rise() {
        for (int n = 0; n < 100; n++) {
            begin(1);
            assertThat(demand.rise(now)).isZero();
            passes(Duration.ofMillis(70));
            end(1);
        }
    }

    @Test
    void as_many_more_are_expected_as_have_come() {
        begin(2);
        assertThat(demand.rise(now)).isEqualTo(1);
        passes(Duration.ofSeconds(5));
        begin(4);
        assertThat(demand.rise(now)).isEqualTo(4);
    }

    @Test
    void a_load_that_stays_as_it_is_asks_for_nothing() {
        begin(8);
        for (int n = 0; n < 200; n++) {
            passes(Duration.ofMillis(100));
            end(4);
            begin(4);
            if (n > 20) {
                assertThat(demand.rise(now)).isZero();
            }
        }
    }

    @Test
    void what_was_there_a_moment_ago_is_no_news_when_it_comes_back() {
        begin(8);
        passes(Duration.ofSeconds(2));
        end(8);
        passes(Duration.ofSeconds(5));
        begin(8);
        assertThat(demand.rise(now)).isZero();
    }

    @Test
    void a_load_is_forgotten_in_the_end() {
        begin(8);
        end(8);
        passes(Duration.ofSeconds(11));
        begin(3);
        assertThat(demand.rise(now)).isEqualTo(2);
        end(3);
        passes(Duration.ofDays(1));
        assertThat(demand.rise(now)).isZero();
    }
}
