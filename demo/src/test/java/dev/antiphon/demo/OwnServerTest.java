package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnServerTest {

    private final OwnServer server;

    OwnServerTest(@TempDir Path folder) {
        this.server = server(folder);
    }

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void a_killed_server_is_another_process_after_its_restart() throws Exception {
        server.start();
        ProcessHandle first = process();
        server.kill();
        assertThat(first.isAlive()).isFalse();
        assertThat(server.state()).isEqualTo("killed");

        server.start();
        assertThat(process().pid()).isNotEqualTo(first.pid());
        assertThat(process().isAlive()).isTrue();
    }

    @Test
    void a_closed_server_leaves_no_process_and_does_not_start_again() throws Exception {
        server.start();
        ProcessHandle process = process();
        server.close();
        server.close();
        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(server::start).isInstanceOf(InterruptedException.class);
    }

    private ProcessHandle process() {
        Matcher state = Pattern.compile("up \\(pid (\\d+)\\)").matcher(server.state());
        assertThat(state.matches()).as(server.state()).isTrue();
        return ProcessHandle.of(Long.parseLong(state.group(1))).orElseThrow();
    }

    private static OwnServer server(Path folder) {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HealthyServer.class.getName());
        return new OwnServer(
                command, OwnServer.freePort(), new Workspace(folder, folder.resolve("data")));
    }
}
