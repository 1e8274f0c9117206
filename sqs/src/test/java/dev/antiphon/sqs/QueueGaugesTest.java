package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import dev.antiphon.service.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class QueueGaugesTest {
    private final Account account = new Account();

    /** The gauges of a queue, their names without what they have in common. */
    private Map<String, Double> gauges(String queue) {
        List<Gauge> gauges =
                account.node()
                        .run(Account.arn(queue), tx -> Outcome.reply(new SqsService().gauges(tx)));
        return gauges.stream()
                .filter(gauge -> queue.equals(gauge.labels().get("queue")))
                .collect(
                        Collectors.toMap(
                                gauge -> gauge.name().replace("antiphon.sqs.", ""), Gauge::value));
    }

    private static Map<String, Double> figures(
            double visible, double inFlight, double delayed, double age) {
        return Map.of(
                "messages.visible", visible,
                "messages.in.flight", inFlight,
                "messages.delayed", delayed,
                "oldest.message.age.seconds", age);
    }

    @Test
    void an_empty_queue_shows_zeros() {
        account.create("q");

        assertThat(gauges("q")).isEqualTo(figures(0, 0, 0, 0));
    }

    @Test
    void messages_are_counted_by_what_keeps_them_and_the_oldest_has_an_age() {
        Consumer queue = new Consumer(account, account.create("q"));
        queue.send("first");
        account.node().advance(Duration.ofSeconds(10));
        queue.send("second");
        queue.send(SendMessageRequest.builder().messageBody("third").delaySeconds(100));
        account.node().advance(Duration.ofSeconds(5));
        assertThat(gauges("q")).isEqualTo(figures(2, 0, 1, 15));

        Message first = queue.receiveOne();
        assertThat(gauges("q")).isEqualTo(figures(1, 1, 1, 15));

        queue.delete(first);
        assertThat(gauges("q")).isEqualTo(figures(1, 0, 1, 5));

        account.node().advance(Duration.ofSeconds(95));
        assertThat(gauges("q")).isEqualTo(figures(2, 0, 0, 100));
    }

    @Test
    void groups_are_looked_through_for_the_oldest() {
        Consumer queue = new Consumer(account, account.create("q"));
        for (String group : List.of("a", "b", "c")) {
            queue.send(group, group);
            account.node().advance(Duration.ofSeconds(1));
        }

        assertThat(gauges("q")).containsAllEntriesOf(figures(3, 0, 0, 3));
    }

    @Test
    void a_queue_with_groups_shows_how_many_are_noisy_and_what_the_others_have() {
        Consumer queue = new Consumer(account, account.create("q"));
        for (int i = 0; i < 50; i++) {
            queue.send("loud", "m" + i);
        }
        for (int i = 0; i < 4; i++) {
            queue.receive(10);
        }
        queue.send("a", "m");
        queue.send("nobody's");

        assertThat(gauges("q"))
                .containsAllEntriesOf(
                        Map.of(
                                "messages.visible", 12.0,
                                "groups.noisy", 1.0,
                                "quiet.messages.visible", 2.0,
                                "quiet.messages.in.flight", 0.0));
    }

    @Test
    void a_fifo_queue_shows_the_same() {
        Consumer queue =
                new Consumer(
                        account,
                        account.create(
                                "q.fifo",
                                "FifoQueue",
                                "true",
                                "ContentBasedDeduplication",
                                "true"));
        for (String group : List.of("a", "b")) {
            queue.send(group, group);
            account.node().advance(Duration.ofSeconds(1));
        }
        assertThat(gauges("q.fifo")).isEqualTo(figures(2, 0, 0, 2));

        queue.delete(queue.receiveOne());
        assertThat(gauges("q.fifo")).isEqualTo(figures(1, 0, 0, 1));
    }
}
