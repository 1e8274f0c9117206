package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private @Nullable Path file;
    private Map<String, String> options = Map.of();

    private int run(String... arguments) {
        Cli cli =
                new Cli(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        (config, given) -> {
                            file = config;
                            options = given;
                            return 0;
                        });
        return cli.run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void start_is_given_the_options_as_they_were_written() {
        int status = run("start", "--port", "80", "--data-dir=x y", "--in-memory", "--config", "c");

        assertThat(status).isZero();
        assertThat(file).isEqualTo(Path.of("c"));
        assertThat(options)
                .containsOnly(
                        Map.entry("port", "80"),
                        Map.entry("data-dir", "x y"),
                        Map.entry("in-memory", "true"));
    }

    @Test
    void version_is_that_of_the_build() {
        assertThat(run("version")).isZero();
        assertThat(out()).matches("Antiphon \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @Test
    void help_names_the_commands_and_the_settings() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("start", "demo", "version");
        assertThat(run("start", "--help")).isZero();
        for (Setting setting : Setting.ALL) {
            if (setting.onCommandLine()) {
                assertThat(out()).contains("--" + setting.name());
            }
        }
        assertThat(out()).doesNotContain("--credentials");
    }

    @Test
    void without_a_command_it_explains_itself() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("Usage: antiphon");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    strat                   | antiphon: unknown command strat; did you mean start?
                    start --prot 80         | antiphon: unknown option --prot; did you mean --port?
                    start --credentials x   | antiphon: unknown option --credentials; see antiphon start --help
                    start --port            | antiphon: Missing required parameter for option '--port' (N)
                    start --port 1 --port 2 | antiphon: option '--port' (N) should be specified only once
                    """)
    void wrong_use_is_answered_with_one_line(String arguments, String line) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err()).isEqualTo(line + "\n");
        assertThat(out()).isEmpty();
    }
}
