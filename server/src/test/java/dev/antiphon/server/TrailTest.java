package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Trail trail(int entries, int bytes) {
        return new Trail(new TraceConfig(entries, bytes, Duration.ofHours(1)), () -> NOW);
    }

    private static Trace step(int id, int bytes) {
        return new Trace.Routed("e" + id, "bus", NOW, List::of, bytes);
    }

    private static List<String> kept(Trail trail, int upTo) {
        return java.util.stream.IntStream.rangeClosed(1, upTo)
                .mapToObj(id -> "e" + id)
                .filter(id -> !trail.of(id).isEmpty())
                .toList();
    }

    @Test
    void the_oldest_steps_leave_the_ring() {
        Trail trail = trail(3, 1_000);
        for (int id = 1; id <= 10; id++) {
            trail.add(step(id, 0));
        }
        assertThat(kept(trail, 10)).containsExactly("e8", "e9", "e10");
    }

    @Test
    void steps_hold_on_to_no_more_than_they_may() {
        Trail trail = trail(5, 100);
        for (int id = 1; id <= 17; id++) {
            trail.add(step(id, 40));
        }
        assertThat(kept(trail, 17)).containsExactly("e16", "e17");
        trail.add(step(18, 1));
        trail.add(step(19, 90));
        assertThat(kept(trail, 19)).containsExactly("e18", "e19");
        trail.add(step(20, 101));
        assertThat(kept(trail, 20)).isEmpty();
        for (int id = 21; id <= 26; id++) {
            trail.add(step(id, 1));
        }
        assertThat(kept(trail, 26)).containsExactly("e22", "e23", "e24", "e25", "e26");
    }

    @Test
    void errors_of_attempts_are_cut_and_counted() {
        Trail trail = trail(10, 10_000);
        for (int id = 1; id <= 5; id++) {
            trail.add(
                    new Trace.Attempted(
                            "e" + id, "rule", "function", NOW, 1, "E".repeat(1 << 20), null));
        }
        assertThat(kept(trail, 5)).containsExactly("e4", "e5");
        Trace.Attempted last = (Trace.Attempted) trail.of("e5").getFirst();
        assertThat(last.error()).hasSize(2_001).endsWith("E…");
    }

    @Test
    void what_is_longer_ago_than_is_kept_is_not_shown() {
        Trail trail =
                new Trail(
                        new TraceConfig(3, 100, Duration.ofHours(1)),
                        () -> NOW.plus(Duration.ofMinutes(61)));
        trail.add(step(1, 0));
        assertThat(kept(trail, 1)).isEmpty();
    }
}
