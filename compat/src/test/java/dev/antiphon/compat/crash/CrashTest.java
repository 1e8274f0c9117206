package dev.antiphon.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.compat.Access;
import dev.antiphon.compat.AntiphonServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Kills a server under load, again and again, with SIGKILL, and starts it again on the same folder.
 * Then everything is taken out and held against what was promised:
 *
 * <ul>
 *   <li>no acknowledged message is lost, and none is there twice;
 *   <li>no deleted message comes back;
 *   <li>groups of FIFO queues keep their order;
 *   <li>messages in flight stay invisible until their visibility timeout, delayed ones until their
 *       delay is over;
 *   <li>receive counts and the time of the first receive are kept;
 *   <li>messages given up are in the dead-letter queue, once.
 * </ul>
 *
 * <p>System properties: {@code antiphon.crash.rounds}, {@code antiphon.crash.seed} (of the moments
 * of the kills; the load itself is not repeatable) and {@code antiphon.crash.in-memory=true}, which
 * takes a server that keeps nothing, to see that this test can fail.
 */
final class CrashTest {
    private static final int ROUNDS = Integer.getInteger("antiphon.crash.rounds", 20);
    private static final long SEED = Long.getLong("antiphon.crash.seed", System.nanoTime());
    private static final boolean IN_MEMORY = Boolean.getBoolean("antiphon.crash.in-memory");

    private static final long MOST_CALLS_OF_A_ROUND = 2000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(3);

    private final Findings findings = new Findings();
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final Uptime uptime = new Uptime();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int kills;

    @Test
    void what_was_promised_holds_when_the_server_is_killed(@TempDir Path folder) {
        System.out.printf("crash test: %d rounds, seed %d%n", ROUNDS, SEED);
        AntiphonServer server = launch(folder, 0).awaitReady();
        URI endpoint = server.endpoint();
        try (SdkHttpClient http = ApacheHttpClient.builder().maxConnections(64).build();
                SqsClient sqs =
                        new Access(endpoint)
                                .configure(SqsClient.builder())
                                .httpClient(http)
                                .build()) {
            Calls calls = new Calls(sqs, findings);
            List<Traffic> traffic = traffic(calls);
            traffic.forEach(Traffic::prepare);
            List<Thread> clients = clients(traffic);
            for (int i = 0; i < ROUNDS; i++) {
                uptime.up();
                killUnderLoad(server, calls);
                uptime.down();
                server = restart(folder, endpoint.getPort());
                traffic.forEach(Traffic::prepare);
            }
            uptime.over();
            join(clients);
            System.out.printf(
                    "crash test: %d calls answered, %d lost%n", calls.answered(), calls.lost());
            traffic.forEach(each -> System.out.println("crash test: " + each.reconcile()));
            assertThat(calls.answered()).as("calls answered").isGreaterThan(ROUNDS * 20L);
        } finally {
            uptime.over();
            server.close();
        }

        System.out.printf("crash test: %d kills%n", kills);
        assertThat(failures).as("failures of the clients").isEmpty();
        assertThat(findings.list())
                .as("broken promises, with -Dantiphon.crash.seed=%d", SEED)
                .isEmpty();
    }

    private List<Traffic> traffic(Calls calls) {
        return List.of(
                new StandardTraffic(calls, findings),
                new DelayedTraffic(calls, findings),
                new PoisonTraffic(calls, findings),
                new FifoTraffic(
                        "ordered.fifo",
                        Map.of(QueueAttributeName.FIFO_QUEUE, "true"),
                        calls,
                        findings),
                new FifoTraffic(
                        "ordered-in-groups.fifo",
                        Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
                                QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"),
                        calls,
                        findings));
    }

    private List<Thread> clients(List<Traffic> traffic) {
        List<Thread> threads = new ArrayList<>();
        for (Traffic each : traffic) {
            for (Runnable step : each.clients()) {
                threads.add(
                        Thread.ofPlatform()
                                .daemon()
                                .uncaughtExceptionHandler(
                                        (_, e) -> failures.add(e))
                                .start(
                                        () -> {
                                            while (uptime.goesOn()) {
                                                step.run();
                                            }
                                        }));
            }
        }
        return threads;
    }

    /** Starts the server again, which sometimes is killed while it is starting. */
    private AntiphonServer restart(Path folder, int port) {
        while (random.nextInt(4) == 0) {
            killWithin(Duration.ofMillis(1200), launch(folder, port));
        }
        return launch(folder, port).awaitReady();
    }

    /** Kills a server after some calls, for how fast it gets into its stride varies. */
    private void killUnderLoad(AntiphonServer server, Calls calls) {
        long enough = calls.answered() + random.nextLong(MOST_CALLS_OF_A_ROUND);
        long end = System.nanoTime() + LONGEST_ROUND.toNanos();
        while (calls.answered() < enough && System.nanoTime() < end) {
            assertThat(server.endsWithin(Duration.ofMillis(5)))
                    .as("the server ended by itself: %s", server.output())
                    .isFalse();
        }
        killWithin(Duration.ofMillis(50), server);
    }

    private void killWithin(Duration longest, AntiphonServer server) {
        Duration after = Duration.ofMillis(random.nextLong(longest.toMillis()));
        assertThat(server.endsWithin(after))
                .as("the server ended by itself: %s", server.output())
                .isFalse();
        server.kill();
        kills++;
    }

    private static AntiphonServer launch(Path folder, int port) {
        List<String> options = new ArrayList<>(List.of("--port", Integer.toString(port)));
        if (IN_MEMORY) {
            options.add("--in-memory");
        } else {
            options.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        }
        return AntiphonServer.launch(options.toArray(String[]::new));
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                assertThat(thread.join(Duration.ofSeconds(60))).as("a client ends").isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
