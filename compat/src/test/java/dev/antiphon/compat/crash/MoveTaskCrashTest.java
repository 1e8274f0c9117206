package dev.antiphon.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.compat.Access;
import dev.antiphon.compat.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A move task is work that the server does by itself: kills must not stop it or do any of it twice.
 */
final class MoveTaskCrashTest {
    private static final int MESSAGES = 1500;
    private static final int RATE = 500;
    private static final int MOST_KILLS = 4;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final SplittableRandom random = new SplittableRandom();

    @Test
    void a_move_task_goes_on_when_the_server_is_killed(@TempDir Path folder) {
        try (Victim server = new Victim(folder)) {
            List<String> sent = ask(server, MoveTaskCrashTest::prepare);

            long latest = System.nanoTime() + LONGEST.toNanos();
            ListMessageMoveTasksResultEntry task = ask(server, MoveTaskCrashTest::task);
            while (task.status().equals("RUNNING") && System.nanoTime() < latest) {
                server.live(Duration.ofMillis(random.nextLong(100, 700)));
                if (server.kills() < MOST_KILLS) {
                    server.kill();
                    server.restart(random);
                }
                task = ask(server, MoveTaskCrashTest::task);
            }

            assertThat(server.kills()).isPositive();
            assertThat(task.status()).isEqualTo("COMPLETED");
            assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(MESSAGES);
            List<String> moved = ask(server, sqs -> drain(sqs, "repaired"));
            assertThat(moved).containsExactlyInAnyOrderElementsOf(sent);
            List<String> left = ask(server, sqs -> drain(sqs, "dead"));
            assertThat(left).isEmpty();
        }
    }

    /** With a client of its own, which has no connection to a server that is gone. */
    private static <T> T ask(Victim server, Function<SqsClient, T> question) {
        try (SqsClient sqs =
                new Access(server.endpoint())
                        .configure(SqsClient.builder())
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build()) {
            return question.apply(sqs);
        }
    }

    /** Fills a dead-letter queue and begins to empty it. */
    private static List<String> prepare(SqsClient sqs) {
        String dead = create(sqs, "dead", Map.of());
        create(sqs, "repaired", Map.of());
        // What makes it a dead-letter queue is that another queue names it.
        String policy =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn("dead"));
        create(sqs, "source", Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        List<String> sent = fill(sqs, dead);
        sqs.startMessageMoveTask(t ->
                t.sourceArn(arn("dead"))
                        .destinationArn(arn("repaired"))
                        .maxNumberOfMessagesPerSecond(RATE));
        return sent;
    }

    private static String create(
            SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();
    }

    private static String arn(String name) {
        return "arn:aws:sqs:" + Access.REGION + ":" + Access.ACCOUNT + ":" + name;
    }

    private static List<String> fill(SqsClient sqs, String queue) {
        List<String> sent = new ArrayList<>();
        while (sent.size() < MESSAGES) {
            List<String> batch =
                    IntStream.range(sent.size(), sent.size() + 10)
                            .mapToObj(Integer::toString)
                            .toList();
            sqs.sendMessageBatch(b -> b.queueUrl(queue).entries(Batch.sending(batch)));
            sent.addAll(batch);
        }
        return sent;
    }

    private static List<String> drain(SqsClient sqs, String name) {
        String queue = sqs.getQueueUrl(g -> g.queueName(name)).queueUrl();
        List<String> drained = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages();
            some.forEach(message -> drained.add(message.body()));
        } while (!some.isEmpty());
        return drained;
    }

    private static ListMessageMoveTasksResultEntry task(SqsClient sqs) {
        return sqs.listMessageMoveTasks(l -> l.sourceArn(arn("dead"))).results().getFirst();
    }
}
