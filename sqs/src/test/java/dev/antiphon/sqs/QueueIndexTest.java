package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

class QueueIndexTest {
    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void ten_million_messages_take_less_than_nine_bytes_each() {
        long before = usedMemory();
        QueueIndex<?> index = QueueIndex.of(false, () -> {});
        for (long sequence = 1; sequence <= 10_000_000; sequence++) {
            index.added(sequence, MessageGroupKey.NONE, 1_000, 1_000);
        }
        assertThat(usedMemory() - before).isLessThan(90_000_000);
        assertThat(index.counts()).isEqualTo(new QueueCounts(10_000_000, 0, 0));
        for (long sequence = 1; sequence <= 10_000_000; sequence++) {
            assertThat(index.candidates().next() == sequence).isTrue();
            index.removed(sequence);
        }
        assertThat(index.isEmpty()).isTrue();
        assertThat(usedMemory() - before).as("and nothing when they are gone").isLessThan(1 << 20);
    }

    @Test
    void a_million_groups_of_a_fifo_queue_take_less_than_170_bytes_each() {
        long before = usedMemory();
        FifoIndex index = new FifoIndex(() -> {});
        for (long group = 1; group <= 1_000_000; group++) {
            index.added(group, group, 1_000, 1_000);
        }
        assertThat(usedMemory() - before).isLessThan(170_000_000);
        assertThat(index.groups()).isEqualTo(1_000_000);
    }

    @Test
    void messages_in_flight_for_ever_changed_do_not_fill_the_deadlines() {
        QueueIndex<?> index = QueueIndex.of(false, () -> {});
        index.added(1, MessageGroupKey.NONE, 0, 0);
        long before = usedMemory();
        for (long until = 1; until <= 5_000_000; until++) {
            index.delivered(1, MessageGroupKey.NONE, 0, until);
        }
        assertThat(usedMemory() - before).isLessThan(1 << 20);
        index.passTime(4_999_999);
        assertThat(index.counts()).isEqualTo(new QueueCounts(0, 1, 0));
        index.passTime(5_000_000);
        assertThat(index.counts()).isEqualTo(new QueueCounts(1, 0, 0));
    }

    @Test
    void after_a_killed_process_messages_are_as_invisible_and_as_often_received_as_before() {
        for (String name : List.of("q", "q.fifo")) {
            Account account = new Account();
            String[] attributes =
                    name.equals("q") ? new String[0] : new String[] {"FifoQueue", "true"};
            Consumer queue = new Consumer(account, account.create(name, attributes));
            for (int i = 0; i < 12; i++) {
                if (name.equals("q")) {
                    queue.send("m" + i);
                } else {
                    queue.sendWithId("g" + i % 3, "m" + i, "m" + i);
                }
            }
            List<Message> first =
                    queue.receive(
                            ReceiveMessageRequest.builder()
                                    .maxNumberOfMessages(5)
                                    .visibilityTimeout(100));
            queue.hide(first.get(4), Duration.ZERO);
            queue.delete(first.get(0));
            String before = queue.inside((tx, live) -> IndexView.of(live.messages()));
            account.node().killAndRestart();
            String after = queue.inside((tx, live) -> IndexView.of(live.messages()));
            assertThat(after).isEqualTo(before);
            account.node().advance(Duration.ofMillis(99_999));
            List<Message> others = new ArrayList<>(queue.receive(10));
            others.addAll(queue.receive(10));
            assertThat(Consumer.bodies(others)).doesNotContain("m0", first.get(1).body());
            account.node().advance(Duration.ofMillis(1));
            Message again = queue.receive(1).get(0);
            assertThat(again.messageId()).isEqualTo(first.get(1).messageId());
            assertThat(Consumer.receives(again)).isEqualTo(2);
        }
    }
}
