package dev.antiphon.testkit;

import static dev.antiphon.testkit.Branch.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Timer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What timers promise. */
final class TimersTest {
    private final Branch branch = new Branch();
    private final TestNode node = branch.node();

    @Test
    void a_timer_fires_once_at_its_time_also_after_a_crash() {
        node.run(
                HERE,
                tx -> {
                    tx.setTimer(new Timer("echo", tx.now().plusSeconds(60), "due"));
                    tx.setTimer(new Timer("echo", tx.now().plusSeconds(60), "cancelled"));
                    tx.cancelTimer(new Timer("echo", tx.now().plusSeconds(60), "cancelled"));
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofMillis(59_999));
        assertThat(branch.bookings()).isEmpty();
        node.crashAndRestart();
        node.advance(Duration.ofMillis(1));
        assertThat(branch.bookings()).containsExactly("due");
    }

    @Test
    void more_timers_than_the_window_holds_fire_in_order() {
        int count = 10_000;
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < count; i++) {
                        long delay = (i * 7_919L) % count;
                        tx.setTimer(
                                new Timer("echo", tx.now().plusSeconds(delay + 1), "t" + delay));
                    }
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofSeconds(5_000));
        assertThat(branch.bookings()).hasSize(5_000).contains("t4999").doesNotContain("t5000");
        node.killAndRestart();
        node.advance(Duration.ofSeconds(5_000));
        assertThat(branch.bookings()).hasSize(count);
    }

    @Test
    void a_timer_whose_handler_fails_is_tried_again() {
        node.expectIncidents();
        node.run(
                HERE,
                tx -> {
                    tx.setTimer(new Timer("nobody", tx.now(), "x"));
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofSeconds(35));
        assertThat(node.incidents())
                .hasSize(4)
                .allMatch(incident -> incident.startsWith("a timer"));
    }

    @Test
    void many_timers_fire_though_few_are_in_memory() {
        Instant begin = node.clock().instant();
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < 10_000; i++) {
                        tx.setTimer(
                                new Timer(
                                        "echo",
                                        begin.plusSeconds(1 + i * 7_919L % 10_000),
                                        "%05d".formatted(i)));
                    }
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofSeconds(5_000));
        assertThat(branch.bookings()).hasSize(5_000);
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < 6_000; i++) {
                        tx.setTimer(new Timer("echo", begin.plusSeconds(5_500), "new" + i));
                    }
                    return Outcome.reply(true);
                });
        node.killAndRestart();
        node.advance(Duration.ofSeconds(5_000));
        assertThat(branch.bookings()).hasSize(16_000);
    }
}
