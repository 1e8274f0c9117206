package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class DeduplicationTest {
    private final Account account = new Account();
    private final Consumer queue =
            new Consumer(account, account.create("q.fifo", "FifoQueue", "true"));

    private void pass(Duration time) {
        account.node().advance(time);
    }

    @Test
    void a_repeated_send_is_answered_as_the_first_and_delivers_nothing() {
        SendMessageResponse first = queue.sendWithId("g", "d", "body");
        SendMessageResponse again = queue.sendWithId("g", "d", "another body");
        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(queue.bodies(10)).containsExactly("body");
    }

    @Test
    void an_id_is_remembered_for_five_minutes_also_after_the_message_is_deleted() {
        queue.sendWithId("g", "d", "first");
        queue.delete(queue.receiveOne());
        pass(Duration.ofMillis(299_999));
        queue.sendWithId("g", "d", "second");
        assertThat(queue.receive(1)).isEmpty();
        pass(Duration.ofMillis(1));
        queue.sendWithId("g", "d", "third");
        assertThat(queue.bodies(1)).containsExactly("third");
    }

    @Test
    void it_survives_a_crash() {
        SendMessageResponse first = queue.sendWithId("g", "d", "first");
        account.node().crashAndRestart();
        assertThat(queue.sendWithId("g", "d", "second").messageId()).isEqualTo(first.messageId());
    }

    @Test
    void it_survives_a_clock_that_was_set_back_between_two_runs() {
        pass(Duration.ofMinutes(3));
        SendMessageResponse first = queue.sendWithId("g", "d", "first");
        account.node().clock().move(Duration.ofMinutes(-4));
        account.node().killAndRestart();
        assertThat(queue.sendWithId("g", "d", "second").messageId()).isEqualTo(first.messageId());
    }

    @Test
    void the_id_may_be_made_of_the_content() {
        account.set(queue.url(), "ContentBasedDeduplication", "true");
        queue.send("g", "same");
        queue.send("g", "same");
        queue.send("other-group", "same");
        queue.send("g", "different");
        queue.sendWithId(
                "g",
                Deduplication.idOfContent("same".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "the same id, said explicitly");
        assertThat(queue.bodies(10)).containsExactly("same", "different");
    }

    @Test
    void the_scope_may_be_the_message_group() {
        Consumer scoped =
                new Consumer(
                        account,
                        account.create(
                                "scoped.fifo",
                                "FifoQueue",
                                "true",
                                "DeduplicationScope",
                                "messageGroup"));
        scoped.sendWithId("g1", "d", "one");
        scoped.sendWithId("g2", "d", "two");
        scoped.sendWithId("g2", "d", "three");
        assertThat(scoped.bodies(10)).containsExactly("one", "two");
    }

    @Test
    void a_narrower_scope_comes_into_force_after_a_minute() {
        account.set(
                queue.url(),
                "DeduplicationScope",
                "messageGroup",
                "FifoThroughputLimit",
                "perMessageGroupId");
        queue.sendWithId("g4", "d", "one");
        queue.sendWithId("g5", "d", "two");
        assertThat(queue.bodies(10)).containsExactly("one");
        pass(Duration.ofSeconds(60));
        queue.sendWithId("g6", "d", "three");
        assertThat(queue.bodies(1)).containsExactly("one");
        assertThat(queue.bodies(10)).containsExactly("three");
    }

    @Test
    void a_purge_forgets_the_ids() {
        queue.sendWithId("g", "d", "message-1");
        queue.purge();
        queue.sendWithId("g", "d", "message-2");
        assertThat(queue.bodies(10)).containsExactly("message-2");
    }

    @Test
    void within_a_batch_the_first_of_two_with_the_same_id_counts() {
        SendMessageBatchResponse response =
                account.node()
                        .call(
                                SendMessageBatchRequest.builder()
                                        .queueUrl(queue.url())
                                        .entries(entry("1", "x"), entry("2", "x"), entry("3", "y"))
                                        .build());
        assertThat(response.successful().get(1).messageId())
                .isEqualTo(response.successful().get(0).messageId());
        assertThat(queue.bodies(10)).containsExactly("1", "3");
    }

    private static SendMessageBatchRequestEntry entry(String body, String id) {
        return SendMessageBatchRequestEntry.builder()
                .id(body)
                .messageBody(body)
                .messageGroupId("g")
                .messageDeduplicationId(id)
                .build();
    }

    @Test
    void nothing_is_kept_for_longer_than_needed() {
        for (int i = 0; i < 20; i++) {
            queue.sendWithId("g", "d" + i, "m");
            pass(Duration.ofSeconds(47));
        }
        pass(Duration.ofMinutes(10));
        assertThat(rows()).isZero();
    }

    private int rows() {
        return queue.inside((tx, live) -> {
            int rows = 0;
            try (var scan =
                    tx.scan(
                            SqsTables.DEDUPLICATIONS,
                            Deduplication.Key.first(Long.MIN_VALUE, 0),
                            Deduplication.Key.first(Long.MAX_VALUE, 0))) {
                while (scan.next()) {
                    rows++;
                }
            }
            try (var scan =
                    tx.scan(
                            SqsTables.DEDUPLICATION_BUCKETS,
                            new Deduplication.Bucket(Long.MIN_VALUE, 0),
                            new Deduplication.Bucket(Long.MAX_VALUE, 0))) {
                while (scan.next()) {
                    rows++;
                }
            }
            return rows;
        });
    }
}
