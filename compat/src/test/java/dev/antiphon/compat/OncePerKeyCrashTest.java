package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

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
            kitchen = kitchen(first, sdk);
            orders = kitchen.newQueue(Map.of());
            kitchen.cookFrom(orders, OncePerKey.OF_ORDERS);
            kitchen.cookFor(kitchen.function(), OncePerKey.OF_EVENTS);
            kitchen.send(orders, Kitchen.order("1", "pizza"));
            kitchen.put(kitchen.function(), Kitchen.order("2", "pasta"));
            assertThat(kitchen.dishes(2)).containsExactly("pasta", "pizza");
            kitchen.awaitEmpty(orders);
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

    private static Kitchen kitchen(AntiphonServer server, JavaSdk sdk) {
        Access access = new Access(server.endpoint());
        return Kitchen.open(sdk.functions(access), sdk.sqs(access), sdk.events(access));
    }
}
