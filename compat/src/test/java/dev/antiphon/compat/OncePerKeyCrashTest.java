package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency across a kill: see {@link OncePerKey}. */
final class OncePerKeyCrashTest {
    @Test
    void a_duplicate_is_known_after_the_server_was_killed(@TempDir Path folder) {
        Kitchen kitchen;
        String orders;
        AntiphonServer first = AntiphonServer.start(folder);
        int port = first.port();
        try (JavaSdk sdk = new JavaSdk()) {
            kitchen = Kitchen.open(new Access(first.endpoint()), sdk);
            orders = kitchen.newQueue(Map.of());
            kitchen.cookFrom(orders, OncePerKey.OF_ORDERS);
            kitchen.cookFor(kitchen.function(), OncePerKey.OF_EVENTS);
            kitchen.send(orders, Kitchen.order("1", "pizza"));
            kitchen.put(kitchen.function(), Kitchen.order("2", "pasta"));
            assertThat(kitchen.dishes(2)).containsExactly("pasta", "pizza");
            kitchen.awaitEmpty(orders);
            kitchen.put(kitchen.function(), Kitchen.order("2", "pasta again"));
            Await.until("the record of the pasta", Scenario.SOON, () -> knowsDuplicate(first));
        } finally {
            first.kill();
        }
        try (AntiphonServer second =
                        AntiphonServer.launch(
                                        "--port",
                                        Integer.toString(port),
                                        "--data-dir",
                                        folder.toString())
                                .awaitReady();
                JavaSdk sdk = new JavaSdk()) {
            Kitchen same = kitchen.at(new Access(second.endpoint()), sdk);
            same.send(orders, Kitchen.order("1", "pizza again"));
            same.awaitEmpty(orders);
            same.put(
                    same.function(),
                    Kitchen.order("2", "pasta again"),
                    Kitchen.order("3", "salad"));
            assertThat(same.next().body()).isEqualTo("salad");
            assertThat(same.more()).isEmpty();
        }
    }

    /** A function's success shows a moment before it is on the disk that it has succeeded. */
    private static boolean knowsDuplicate(AntiphonServer server) {
        try (InputStream in =
                server.endpoint().resolve("/_antiphon/metrics").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .contains("antiphon_idempotency_total{finding=\"duplicate\"} 1.0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
