package dev.antiphon.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Timeouts(Duration idle, Duration stop) {}

    record Limits(int least, int most) {
        Limits {
            if (least < 1) {
                throw new IllegalArgumentException("least must be at least 1");
            }
            if (most < least) {
                throw new IllegalArgumentException("most must not be below least");
            }
        }
    }

    record Key(String id, String account) {
        Key {
            if (account.length() != 12) {
                throw new IllegalArgumentException("account must be twelve digits");
            }
        }
    }

    record House(
            String name,
            int port,
            long bytes,
            boolean open,
            Colour colour,
            Path dataDir,
            @Nullable Path deed,
            Timeouts timeouts,
            List<Key> keys,
            List<String> floors) {
        House {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be from 0 to 65535");
            }
        }
    }

    private static final House HOUSE =
            new House(
                    "home",
                    80,
                    1L << 40,
                    false,
                    Colour.RED,
                    Path.of("data"),
                    null,
                    new Timeouts(Duration.ofSeconds(90), Duration.ofMillis(1500)),
                    List.of(),
                    List.of());
    private static final Limits LIMITS = new Limits(5, 10);

    @TempDir Path folder;

    private Settings settings(String yaml, String... environment) {
        return settings(yaml, Map.of(), environment);
    }

    private Settings settings(String yaml, Map<String, String> options, String... environment) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return Settings.read(List.of(HOUSE, LIMITS), file(yaml), variables, options);
    }

    private Path file(String yaml) {
        try {
            return Files.writeString(folder.resolve("house.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String refusal(String yaml, String... environment) {
        try {
            Settings settings = settings(yaml, environment);
            settings.bind(HOUSE);
            settings.bind(LIMITS);
        } catch (ConfigException e) {
            return e.line().replace(folder + "/", "");
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void what_is_not_given_keeps_its_default() {
        assertThat(settings("").bind(HOUSE)).isEqualTo(HOUSE);
        assertThat(settings("# nothing\n").bind(LIMITS)).isEqualTo(LIMITS);
    }

    @Test
    void a_file_sets_values_of_every_type() {
        House house =
                settings(
                                """
                                name: 007
                                port: 8080
                                bytes: 5000000000
                                open: true
                                colour: dark-blue
                                data-dir: /srv/house
                                deed: deed.pdf
                                timeouts-idle: 5m
                                timeouts:
                                  stop: 250ms
                                keys:
                                  - id: A
                                    account: 000000000001
                                  - {id: B, account: "000000000002"}
                                floors: [ground, first]
                                """)
                        .bind(HOUSE);

        assertThat(house)
                .isEqualTo(
                        new House(
                                "007",
                                8080,
                                5_000_000_000L,
                                true,
                                Colour.DARK_BLUE,
                                Path.of("/srv/house"),
                                Path.of("deed.pdf"),
                                new Timeouts(Duration.ofMinutes(5), Duration.ofMillis(250)),
                                List.of(new Key("A", "000000000001"), new Key("B", "000000000002")),
                                List.of("ground", "first")));
    }

    @Test
    void the_command_line_counts_before_the_environment_and_that_before_the_file() {
        Settings settings =
                settings(
                        "port: 1\nname: file\ncolour: dark-blue",
                        Map.of("port", "3"),
                        "ANTIPHON_PORT",
                        "2",
                        "ANTIPHON_NAME",
                        "environment");

        House house = settings.bind(HOUSE);

        assertThat(house.port()).isEqualTo(3);
        assertThat(house.name()).isEqualTo("environment");
        assertThat(house.colour()).isEqualTo(Colour.DARK_BLUE);
        assertThat(settings.where("port")).isEqualTo("--port");
        assertThat(settings.where("name")).isEqualTo("ANTIPHON_NAME");
        assertThat(settings.where("bytes")).isEmpty();
    }

    @Test
    void the_environment_names_the_file_unless_the_command_line_does() {
        Map<String, String> variables = Map.of("ANTIPHON_CONFIG", file("port: 7").toString());

        Settings settings = Settings.read(List.of(HOUSE), null, variables, Map.of());

        assertThat(settings.bind(HOUSE).port()).isEqualTo(7);
    }

    @Test
    void a_list_in_the_environment_is_written_as_yaml() {
        Settings settings = settings("", "ANTIPHON_KEYS", "[{id: A, account: 000000000001}]");

        assertThat(settings.bind(HOUSE).keys()).containsExactly(new Key("A", "000000000001"));
    }

    @Test
    void values_that_only_hold_together_may_be_set_in_any_order() {
        assertThat(settings("least: 20\nmost: 30").bind(LIMITS)).isEqualTo(new Limits(20, 30));
        assertThat(settings("most: 3\nleast: 2").bind(LIMITS)).isEqualTo(new Limits(2, 3));
    }

    @Test
    void variables_of_the_launcher_are_no_settings() {
        Settings settings =
                settings("", "ANTIPHON_JAVA_HOME", "/jdk", "ANTIPHON_JAVA_OPTS", "-Xmx1g");

        assertThat(settings.bind(HOUSE)).isEqualTo(HOUSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    prot: 1                      | house.yaml:1: unknown key "prot"; did you mean "port"?
                    timeouts: {idel: 1s}         | house.yaml:1: unknown key "timeouts-idel"; did you mean "timeouts-idle"?
                    port: 65536                  | house.yaml:1: port: "65536" is not allowed: port must be from 0 to 65535
                    port: 1.5                    | house.yaml:1: port: "1.5" is not allowed: must be a whole number
                    port: 99999999999            | house.yaml:1: port: "99999999999" is not allowed: must be a whole number
                    port:                        | house.yaml:1: port: "" is not allowed: must be a whole number
                    port: [1]                    | house.yaml:1: port: must be a single value
                    port: {a: 1}                 | house.yaml:1: port: must be a single value
                    open: yes                    | house.yaml:1: open: "yes" is not allowed: must be true or false
                    colour: green                | house.yaml:1: colour: "green" is not allowed: must be red or dark-blue
                    timeouts-idle: 5             | house.yaml:1: timeouts-idle: "5" is not allowed: must be a time such as 500ms, 30s, 5m, 2h or 1d
                    data-dir:                    | house.yaml:1: data-dir: "" is not allowed: must be the name of a file or folder
                    keys: A                      | house.yaml:1: keys: must be a list
                    keys: [A]                    | house.yaml:1: keys: each item has the keys id, account
                    keys: [{id: A}]              | house.yaml:1: keys: account is missing
                    keys: [{id: A, account: 1}]  | house.yaml:1: keys: account must be twelve digits
                    keys: [{ids: A, account: 1}] | house.yaml:1: keys: unknown key "ids"; did you mean "id"?
                    floors: [[a]]                | house.yaml:1: floors: must be a single value
                    least: 0                     | house.yaml:1: least: "0" is not allowed: least must be at least 1
                    most: 4                      | house.yaml:1: most: "4" is not allowed: most must not be below least
                    {port: 1, port: 2}           | house.yaml:1: "port" is set a second time
                    {timeouts-idle: 1s, timeouts: {idle: 2s}} | house.yaml:1: "timeouts-idle" is set a second time
                    port                         | house.yaml:1: settings are written as "key: value", one a line
                    """)
    void a_wrong_setting_is_refused_with_its_place(String yaml, String line) {
        assertThat(refusal(yaml)).isEqualTo(line);
    }

    @Test
    void a_key_far_from_any_other_is_answered_with_those_that_are_known() {
        assertThat(refusal("port: 1\nsomething-else: 2"))
                .startsWith("house.yaml:2: unknown key \"something-else\"; known are ")
                .contains("colour, data-dir, deed");
    }

    @Test
    void an_alias_that_contains_itself_is_refused() {
        assertThat(refusal("keys: &again [*again]")).contains("house.yaml:1: ");
    }

    @Test
    void text_that_is_not_yaml_is_refused_with_its_line() {
        assertThat(refusal("port: 1\nname: [a")).startsWith("house.yaml:2: this is not YAML: ");
        assertThat(refusal("name: \"a\u0000\"")).startsWith("house.yaml");
    }

    @Test
    void a_wrong_variable_is_refused_by_its_name() {
        assertThat(refusal("", "ANTIPHON_PORT", "x"))
                .isEqualTo("ANTIPHON_PORT: port: \"x\" is not allowed: must be a whole number");
        assertThat(refusal("", "ANTIPHON_PROT", "1"))
                .isEqualTo(
                        "environment: unknown key \"ANTIPHON_PROT\"; did you mean \"ANTIPHON_PORT\"?");
    }

    @Test
    void a_file_that_is_missing_or_no_text_is_refused() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> Settings.read(List.of(HOUSE), missing, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(missing + ": there is no such file");

        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Settings.read(List.of(HOUSE), binary, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(binary + ": is not a text file in UTF-8");
    }

    @Test
    void defaults_are_shown_as_they_would_be_written() {
        assertThat(Settings.defaults(HOUSE))
                .containsEntry("name", "home")
                .containsEntry("colour", "red")
                .containsEntry("timeouts-idle", "90s")
                .containsEntry("timeouts-stop", "1500ms")
                .containsEntry("deed", "")
                .containsEntry("open", "false");
    }
}
