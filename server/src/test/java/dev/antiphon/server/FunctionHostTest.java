package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionHostTest {
    private static FunctionHost host(Map<String, String> options) throws IOException {
        return new FunctionHost(Configuration.read(null, Map.of(), options));
    }

    @Test
    void who_waits_for_the_server_in_vain_keeps_nobody_from_its_address() throws IOException {
        try (FunctionHost host = host(Map.of("in-memory", "true"))) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> host.address(Duration.ofMillis(1)));

            host.reachedAt(4566);
            assertThat(host.address()).isEqualTo("http://127.0.0.1:4566");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:1",
        "localhost, http://localhost:1",
        "::1, http://[::1]:1",
        "0.0.0.0, http://127.0.0.1:1",
        "::, http://127.0.0.1:1",
        "192.0.2.1, http://192.0.2.1:1"
    })
    void functions_call_the_server_where_it_listens(String host, String told) throws IOException {
        Map<String, String> options =
                Map.of(
                        "in-memory", "true",
                        "host", host,
                        "allow-unauthenticated-network-access", "true");
        try (FunctionHost functions = host(options)) {
            functions.reachedAt(1);
            assertThat(functions.address()).isEqualTo(told);
        }
    }

    @Test
    void a_server_in_memory_has_a_folder_that_nobody_could_have_made_before() throws IOException {
        Path folder;
        try (FunctionHost host = host(Map.of("in-memory", "true"));
                FunctionHost other = host(Map.of("in-memory", "true"))) {
            folder = host.folder();
            assertThat(folder).isNotEqualTo(other.folder());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
    }
}
