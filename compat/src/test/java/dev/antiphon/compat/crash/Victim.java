package dev.antiphon.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.compat.AntiphonServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A server that ends again and again and is started anew, on the same folder and port. */
final class Victim implements AutoCloseable {
    /** To see that the tests can fail: a server that keeps nothing. */
    private static final boolean IN_MEMORY = Boolean.getBoolean("antiphon.crash.in-memory");

    private final Path folder;
    private final URI endpoint;
    private AntiphonServer server;
    private int kills;

    Victim(Path folder) {
        this.folder = folder;
        this.server = launch(0).awaitReady();
        this.endpoint = server.endpoint();
    }

    private AntiphonServer launch(int port) {
        List<String> options = new ArrayList<>(List.of("--port", Integer.toString(port)));
        if (IN_MEMORY) {
            options.add("--in-memory");
        } else {
            options.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        }
        return AntiphonServer.launch(options.toArray(String[]::new));
    }

    URI endpoint() {
        return endpoint;
    }

    /** Lets it live for a moment longer. */
    void live(Duration moment) {
        assertThat(server.endsWithin(moment))
                .as("whether it ended by itself: %s", server.output())
                .isFalse();
    }

    /** SIGKILL. */
    void kill() {
        server.kill();
        kills++;
    }

    /** SIGTERM, after which it has to end well. */
    void terminate() {
        assertThat(server.terminate()).as("the exit status").isZero();
    }

    /** Starts it; sometimes it is killed while it is starting, and is started once more. */
    void restart(SplittableRandom random) {
        server = launch(endpoint.getPort());
        while (random.nextInt(4) == 0) {
            live(Duration.ofMillis(random.nextLong(1200)));
            kill();
            server = launch(endpoint.getPort());
        }
        server.awaitReady();
    }

    int kills() {
        return kills;
    }

    @Override
    public void close() {
        server.close();
    }
}
