package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final Totals TOTALS =
            new Totals(
                    660,
                    640,
                    20,
                    633,
                    632,
                    631,
                    121,
                    130,
                    17,
                    6,
                    40,
                    4,
                    3,
                    8,
                    600,
                    Duration.ofMillis(12),
                    Duration.ofNanos(2_340_000),
                    Duration.ofMillis(6100),
                    new Latency.Percentiles(
                            9, Duration.ofMillis(3), Duration.ofMillis(14), Duration.ofSeconds(1)),
                    new Latency.Percentiles(
                            632,
                            Duration.ofMillis(4),
                            Duration.ofMillis(15),
                            Duration.ofSeconds(2)));

    private static final View VIEW =
            new View(
                    Duration.ofSeconds(72),
                    "up (pid 12)",
                    0.5,
                    TOTALS,
                    new View.Rates(60, 59.5, 0),
                    new Rides.Count(600, 51),
                    0,
                    new Queues.Depths(
                            Map.of(
                                    Queues.Name.ORDERS,
                                    new Queue.Depth(5, 6),
                                    Queues.Name.STORES,
                                    new Queue.Depth(2, 1),
                                    Queues.Name.DRIVERS,
                                    new Queue.Depth(1, 0),
                                    Queues.Name.FULFILMENT,
                                    new Queue.Depth(7, 8),
                                    Queues.Name.DEAD_ORDERS,
                                    new Queue.Depth(4, 0),
                                    Queues.Name.DEAD_RELEASES,
                                    new Queue.Depth(1, 2))),
                    "velo",
                    17);

    @Test
    void the_table_shows_every_stage_with_its_queue() {
        assertThat(VIEW.table())
                .anyMatch(line -> line.matches(" +01:12 +server up \\(pid 12\\) +\\[#{12}\\.{12}]"))
                .anyMatch(line -> line.matches(" +ordered +640 +60\\.0"))
                .anyMatch(line -> line.matches(" +cooked +633 +59\\.5 +5 +6 +12 ms"))
                .anyMatch(line -> line.matches(" +failing +4 +4 +0 +6\\.1 s +dead letters"))
                .anyMatch(line -> line.matches(" +released +632 +0\\.0 +7 +8 +2\\.3 ms"))
                .anyMatch(line -> line.matches(" +analysed +631 +0 +0"))
                .anyMatch(line -> line.matches(" +invoiced +121 +0 +0"))
                .anyMatch(line -> line.matches(" +told +130 +by HTTP to velo, 17 calls repeated"))
                .anyMatch(line -> line.matches(" +phoned +6 +1 +2 +dead letters"))
                .anyMatch(line -> line.matches(" +workflows +600 +3 +1 +51 asked again"))
                .anyMatch(line -> line.matches(" +replayed +40 +0 +0"))
                .anyMatch(line -> line.matches(".*p50 +3\\.0 ms +p99 +14 ms +max +1\\.0 s +last.*"))
                .anyMatch(line -> line.contains("second placements 20   repeats absorbed 3"))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_plain_line_is_one_line() {
        assertThat(VIEW.line())
                .doesNotContain("\n")
                .contains("ordered 640 (60/s)", "invoiced 121", "told 130  retried 17  phoned 6")
                .contains("workflows 600", "replayed 40", "p99 14 ms", "waiting 16", "in flight 17")
                .contains("oldest 12 ms", "dead letters 4", "up (pid 12)");
    }

    @Test
    void both_say_how_many_histories_were_read_when_that_has_begun() {
        View atTheEnd =
                new View(
                        VIEW.elapsed(),
                        VIEW.server(),
                        1,
                        TOTALS,
                        VIEW.rates(),
                        new Rides.Count(640, 51),
                        320,
                        VIEW.depths(),
                        VIEW.toldByHttp(),
                        VIEW.repetitions());
        assertThat(atTheEnd.line()).contains("workflows 640 (320 histories read)  replayed");
        assertThat(atTheEnd.table())
                .anyMatch(line -> line.matches(" +workflows +640 .* 320 histories read"));
    }

    @Test
    void a_rate_is_what_came_between_two_looks() {
        Totals nothing = new Ledger(() -> 0, "velo").totals();
        assertThat(View.Rates.between(nothing, TOTALS, Duration.ofSeconds(2)))
                .isEqualTo(new View.Rates(320, 316.5, 316));
    }

    @Test
    void in_a_terminal_news_scroll_by_above_the_table() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), true);
        screen.show(List.of("a", "b"));
        screen.tell("news");
        screen.leaveTable();
        screen.tell("end");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("a\nb\n\r\u001b[2A\u001b[Jnews\na\nb\nend\n");
    }

    @Test
    void elsewhere_there_is_no_table_and_no_control_character() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        screen.show(List.of("a", "b"));
        screen.tell("news");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("news\n");
    }
}
