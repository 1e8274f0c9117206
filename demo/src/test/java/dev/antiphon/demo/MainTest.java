package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    --chaos --endpoint http://127.0.0.1:1 | --chaos kills the server, so it needs one of its own
                    --port 1 --endpoint http://127.0.0.1:1| are for a server of the demo's own
                    --orders x --for 5s                   | --orders and --for exclude each other
                    --for 5                               | '5' is not a time such as 500ms, 5s or 2m
                    --rate 0 --endpoint http://127.0.0.1:1| --rate must be above 0
                    --rate x                              | 'x' is not a double
                    --orders no/file --print-orders       | There is no file no/file
                    --speed 5                             | Unknown option
                    """)
    void a_wrong_command_line_ends_with_one_clear_line(String line, String complaint) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(errors()).hasLineCount(1).contains(complaint);
        assertThat(out.size()).isZero();
    }

    @Test
    void a_bad_order_file_ends_the_demo_before_it_begins(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");
        assertThat(run("--orders", file.toString(), "--endpoint", "http://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(errors()).hasLineCount(1).contains("bad.jsonl line 1: ");
    }

    @Test
    void more_stores_than_a_bus_has_rules_for_are_refused(@TempDir Path folder) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i <= Bus.MOST_STORES; i++) {
            lines.add(Json.write(Orders.order("o-" + i, "store-" + i, "Ramen")));
        }
        Path file = Files.write(folder.resolve("many.jsonl"), lines);
        assertThat(run("--orders", file.toString(), "--endpoint", "http://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(errors()).hasLineCount(1).contains("for 286 stores", "rules for 285 at most");
    }

    @Test
    void an_endpoint_where_nobody_answers_is_told() {
        int port = OwnServer.freePort();
        assertThat(run("--plain", "--for", "1s", "--endpoint", "http://127.0.0.1:" + port))
                .isEqualTo(1);
        assertThat(errors())
                .isEqualToIgnoringNewLines("No server answers at http://127.0.0.1:" + port);
    }

    @Test
    void a_server_that_does_not_start_is_told_with_its_last_words_and_its_log() throws Exception {
        assertThat(
                        run(
                                "--plain",
                                "--for",
                                "1s",
                                "--server-command",
                                "sh",
                                "-c",
                                "echo the disk is gone; exit 3",
                                "sh"))
                .isEqualTo(1);
        assertThat(errors())
                .isEqualToIgnoringNewLines(
                        "The server ended at its start with status 3: the disk is gone");
        Matcher kept =
                Pattern.compile("log is kept: (.*)").matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(kept.find()).isTrue();
        Path log = Path.of(kept.group(1));
        assertThat(log).hasContent("the disk is gone");
        Files.delete(log);
        Files.delete(log.getParent());
    }

    @Test
    void printed_orders_can_be_read_again(@TempDir Path folder) throws Exception {
        assertThat(run("--for", "10s", "--rate", "5", "--seed", "3", "--print-orders")).isZero();
        Path file = Files.write(folder.resolve("orders.jsonl"), out.toByteArray());
        assertThat(OrderFile.read(file)).isEqualTo(new OrderGenerator(3).orders(50));
    }

    @Test
    void the_help_tells_the_options_and_statuses() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("antiphon demo", "--chaos", "--orders", "Exit status:");
    }

    @Test
    void times_have_a_unit() throws Exception {
        Main.TimeConverter times = new Main.TimeConverter();
        assertThat(times.convert("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(times.convert("60s")).isEqualTo(Duration.ofMinutes(1));
        assertThat(times.convert("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(times.convert("1h")).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> times.convert("0s")).isInstanceOf(TypeConversionException.class);
    }

    private int run(String... arguments) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
