package dev.antiphon.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.compat.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Ends a server under load, again and again, and starts it again on the same folder. Then
 * everything is taken out and held against what was promised:
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
    private static final int CLEAN_ROUNDS = 3;
    private static final long MOST_CALLS_OF_A_ROUND = 1500;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(2);

    private final Findings findings = new Findings();
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void what_was_promised_holds_when_the_server_is_killed(@TempDir Path folder) {
        endAgainAndAgain(folder, ROUNDS, Victim::kill);
    }

    @Test
    void what_was_promised_holds_when_the_server_is_told_to_end(@TempDir Path folder) {
        endAgainAndAgain(folder, CLEAN_ROUNDS, Victim::terminate);
    }

    private void endAgainAndAgain(Path folder, int rounds, Consumer<Victim> end) {
        System.out.printf("crash test: %d rounds, seed %d%n", rounds, SEED);
        try (Victim server = new Victim(folder);
                SdkHttpClient http = ApacheHttpClient.builder().maxConnections(64).build();
                SqsClient sqs =
                        new Access(server.endpoint())
                                .configure(SqsClient.builder())
                                .httpClient(http)
                                .build()) {
            Calls calls = new Calls(sqs, findings);
            List<Traffic> traffic = traffic(calls);
            traffic.forEach(Traffic::prepare);
            try (Load load = new Load(traffic)) {
                for (int i = 0; i < rounds; i++) {
                    load.resume();
                    awaitLoad(server, calls);
                    end.accept(server);
                    load.pause();
                    server.restart(random);
                    traffic.forEach(Traffic::prepare);
                }
            }
            System.out.printf(
                    "crash test: %d kills, %d calls answered, %d lost%n",
                    server.kills(), calls.answered(), calls.lost());
            reconcile(traffic).forEach(line -> System.out.println("crash test: " + line));
            assertThat(calls.answered()).as("calls answered").isGreaterThan(rounds * 20L);
        }
        assertThat(findings.list())
                .as("broken promises, with -Dantiphon.crash.seed=%d", SEED)
                .isEmpty();
    }

    /** Counts calls, not seconds: how fast a new server gets into its stride varies. */
    private void awaitLoad(Victim server, Calls calls) {
        long enough = calls.answered() + random.nextLong(MOST_CALLS_OF_A_ROUND);
        long latest = System.nanoTime() + LONGEST_ROUND.toNanos();
        while (calls.answered() < enough && System.nanoTime() < latest) {
            server.live(Duration.ofMillis(5));
        }
        server.live(Duration.ofNanos(random.nextLong(20_000_000)));
    }

    /** At once, for it is mostly waiting for what is still in flight. */
    private static List<String> reconcile(List<Traffic> traffic) {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            return traffic.stream().map(each -> threads.submit(each::reconcile)).toList().stream()
                    .map(CrashTest::result)
                    .toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
}
