package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.server.config.ConfigException;
import dev.antiphon.wire.http.HttpConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String CREDENTIALS =
            "[{access-key-id: AKIA, secret-access-key: secret, account: 123456789012}]";

    /**
     * @param settings such as {@code host=::1 port=1}
     */
    private static Configuration read(String settings) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String setting : settings.split(" ")) {
            String[] parts = setting.split("=", 2);
            options.put(parts[0], parts[1]);
        }
        return Configuration.read(null, Map.of(), options);
    }

    @Test
    void by_default_it_listens_on_loopback_and_keeps_its_data_beside_it() {
        Configuration defaults = Configuration.read(null, Map.of(), Map.of());

        assertThat(defaults.http()).isEqualTo(HttpConfig.DEFAULTS);
        assertThat(defaults.http().host()).isEqualTo("127.0.0.1");
        assertThat(defaults.http().port()).isEqualTo(4566);
        assertThat(defaults.server().dataDir()).isEqualTo(Path.of("data"));
        assertThat(defaults.server().inMemory()).isFalse();
        assertThat(defaults.auth().auth()).isEqualTo(AuthConfig.Mode.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.0.1", "::1", "localhost"})
    void loopback_needs_no_auth(String host) {
        assertThat(read("host=" + host).http().host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void beyond_loopback_needs_auth_or_an_explicit_word(String host) {
        assertThatThrownBy(() -> read("host=" + host))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "--host: host " + host + " is reachable from other machines")
                .hasMessageContaining("allow-unauthenticated-network-access");

        assertThat(
                        read("host=" + host + " allow-unauthenticated-network-access=true")
                                .http()
                                .host())
                .isEqualTo(host);
        Configuration authenticated =
                Configuration.read(
                        null,
                        Map.of("ANTIPHON_CREDENTIALS", CREDENTIALS),
                        Map.of("host", host, "auth", "required"));
        assertThat(authenticated.http().host()).isEqualTo(host);
        assertThat(authenticated.auth().credentials()).hasSize(1);
    }

    @Test
    void a_secret_is_never_printed() {
        Configuration configuration =
                Configuration.read(null, Map.of("ANTIPHON_CREDENTIALS", CREDENTIALS), Map.of());

        assertThat(configuration.toString()).contains("AKIA").doesNotContain("secret,");
        assertThat(configuration.toString()).doesNotContain("=secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    auth=required             | --auth: auth is required, but there are no credentials
                    tls-cert=a.pem            | --tls-cert: tls-cert needs tls-key as well
                    tls-key=a.pem             | --tls-key: tls-key needs tls-cert as well
                    host=no-such-host.invalid | --host: host no-such-host.invalid is not known
                    port=70000                | --port: port: "70000" is not allowed: port must be from 0 to 65535, not 70000
                    """)
    void settings_that_do_not_go_together_are_refused(String settings, String line) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessage(line);
    }

    @Test
    void both_tls_files_make_it_speak_tls(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "tls-cert: c.pem\ntls-key: k.pem");

        assertThat(Configuration.read(file, Map.of(), Map.of()).http().tls())
                .isEqualTo(new HttpConfig.Tls(Path.of("c.pem"), Path.of("k.pem")));
    }
}
