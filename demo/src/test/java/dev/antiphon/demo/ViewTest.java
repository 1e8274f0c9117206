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
                    Map.of(
                            Stage.COOKING, 21,
                            Stage.WAITING, 34,
                            Stage.RELEASED, 512,
                            Stage.REFUSED, 17,
                            Stage.CANCELLED, 25),
                    Map.of(Stop.INVOICING, 101, Stop.LOYALTY, 40),
                    14,
                    9,
                    51,
                    6,
                    3,
                    48,
                    472,
                    5000,
                    new Totals.Span(latency(9, 3), latency(600, 4)),
                    new Totals.Span(Latency.Percentiles.NONE, latency(500, 7)));

    private static final View VIEW = view(0);

    private static View view(int read) {
        return new View(
                Duration.ofSeconds(72),
                "up (pid 12)",
                0.5,
                TOTALS,
                new View.Rates(60, 59.5, 0),
                read,
                new Queues.Depths(
                        Map.of(
                                Queues.Name.DEAD_ORDERS, new Queue.Depth(4, 1),
                                Queues.Name.INVOICING, new Queue.Depth(2, 1),
                                Queues.Name.ANALYTICS, new Queue.Depth(1, 0)),
                        new Queue.Depth(7, 8)),
                17);
    }

    private static Latency.Percentiles latency(long count, int millis) {
        return new Latency.Percentiles(
                count,
                Duration.ofMillis(millis),
                Duration.ofMillis(millis + 11),
                Duration.ofSeconds(1));
    }

    @Test
    void the_table_shows_where_orders_are() {
        assertThat(VIEW.table())
                .anyMatch(line -> line.matches(" +01:12 +server up \\(pid 12\\) +\\[#{12}\\.{12}]"))
                .anyMatch(line -> line.matches(" +received +640 +60\\.0  20 of them twice"))
                .anyMatch(
                        line -> line.matches(" +accepted +633 +59\\.5  stores not there 51 times"))
                .anyMatch(line -> line.matches(" +cooking +21 +now"))
                .anyMatch(line -> line.matches(" +waiting +34 +now, for their drivers"))
                .anyMatch(line -> line.matches(" +released +512 +0\\.0  15 in the stores' queues"))
                .anyMatch(line -> line.matches(" +refused +17 +partners told"))
                .anyMatch(line -> line.matches(" +cancelled +25 +stores told"))
                .anyMatch(line -> line.matches(" +failed +5 +in the dead-letter queue, 9 redriven"))
                .anyMatch(line -> line.matches(" +invoiced +101 +by a function, 3 in its queue"))
                .anyMatch(line -> line.matches(" +replayed +40 +for loyalty"))
                .anyMatch(line ->
                        line.matches(" +webhook to store +p50 +3\\.0 ms +p99 +14 ms.*last 5 s"))
                .anyMatch(line -> line.matches(" +driver to release +p50 +- +p99 +- +max +- .*"))
                .anyMatch(line -> line.contains("forged webhooks 6   repeats absorbed 3"))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_plain_line_is_one_line() {
        assertThat(VIEW.line())
                .doesNotContain("\n")
                .contains("received 640 (60/s)", "cooking 21  waiting 34", "refused 17")
                .contains("cancelled 25  DLQ 5  redriven 9  invoiced 101  replayed 40  to store")
                .contains("p99 14 ms", "queued 19", "up (pid 12)");
    }

    @Test
    void both_say_how_many_histories_were_read_when_that_has_begun() {
        View atTheEnd = view(320);
        assertThat(atTheEnd.line()).contains("replayed 40 (320 histories read)");
        assertThat(atTheEnd.table())
                .anyMatch(line -> line.matches(" +histories +320 +of workflows read"));
    }

    @Test
    void a_rate_is_what_came_between_two_looks() {
        Totals nothing = new Ledger(() -> 0).totals();
        assertThat(View.Rates.between(nothing, TOTALS, Duration.ofSeconds(2)))
                .isEqualTo(new View.Rates(320, 316.5, 256));
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
