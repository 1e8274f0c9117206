package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.Pending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class DeadLetterQueueTest {
    private static final List<String> SOURCES = List.of("source", "orders", "work", "in");

    private final Account account = new Account();

    private Consumer queue(String name, String... attributes) {
        return new Consumer(account, account.create(name, attributes));
    }

    private Consumer fifo(String name, String... attributes) {
        String[] all = java.util.Arrays.copyOf(attributes, attributes.length + 4);
        all[attributes.length] = "FifoQueue";
        all[attributes.length + 1] = "true";
        all[attributes.length + 2] = "ContentBasedDeduplication";
        all[attributes.length + 3] = "true";
        return queue(name, all);
    }

    private int partition(String name) {
        return account.node().engine().router().partitionOf(Account.arn(name));
    }

    @Test
    void some_queues_of_this_test_share_a_partition_with_the_dead_letter_queue_and_some_do_not() {
        assertThat(SOURCES).anyMatch(name -> partition(name) == partition("dead"));
        assertThat(SOURCES).anyMatch(name -> partition(name) != partition("dead"));
    }

    private void pass(Duration time) {
        account.node().advance(time);
    }

    private static List<Message> receiveAtOnce(Consumer queue, int most) {
        return queue.receive(
                ReceiveMessageRequest.builder().maxNumberOfMessages(most).visibilityTimeout(0));
    }

    @Test
    void a_message_that_was_received_too_often_moves_with_all_that_belongs_to_it() {
        Consumer dead = queue("dead");
        for (String name : SOURCES) {
            Consumer source = queue(name, "RedrivePolicy", Account.redrive("dead", 2));
            MessageAttributeValue attribute =
                    MessageAttributeValue.builder().dataType("Number").stringValue("7").build();
            source.send(
                    SendMessageRequest.builder()
                            .messageBody("poison")
                            .messageAttributes(java.util.Map.of("n", attribute)));
            Message original = receiveAtOnce(source, 1).get(0);
            pass(Duration.ofSeconds(5));
            assertThat(Consumer.receives(receiveAtOnce(source, 1).get(0))).isEqualTo(2);
            assertThat(dead.receive(1)).isEmpty();
            assertThat(source.receive(1)).isEmpty();
            Message moved = dead.receiveOne();
            assertThat(moved.messageId()).isEqualTo(original.messageId());
            assertThat(moved.body()).isEqualTo("poison");
            assertThat(moved.messageAttributes()).isEqualTo(original.messageAttributes());
            assertThat(Consumer.receives(moved)).isEqualTo(3);
            assertThat(
                            Consumer.attribute(
                                    moved, MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
                    .isEqualTo(Account.arn(name));
            for (MessageSystemAttributeName kept :
                    List.of(
                            MessageSystemAttributeName.SENT_TIMESTAMP,
                            MessageSystemAttributeName.SENDER_ID,
                            MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)) {
                assertThat(Consumer.attribute(moved, kept))
                        .isEqualTo(Consumer.attribute(original, kept));
            }
            dead.delete(moved);
        }
    }

    @Test
    void the_same_receive_goes_on_to_the_next_message() {
        Consumer dead = queue("dead");
        Consumer source = queue("source", "RedrivePolicy", Account.redrive("dead", 1));
        source.send("poison");
        receiveAtOnce(source, 1);
        source.send("good");
        assertThat(source.bodies(1)).containsExactly("good");
        assertThat(dead.bodies(10)).containsExactly("poison");
    }

    @Test
    void a_long_poll_of_the_dead_letter_queue_learns_of_it() {
        Consumer dead = queue("dead");
        Consumer source = queue("source", "RedrivePolicy", Account.redrive("dead", 1));
        Pending<ReceiveMessageResponse> poll = dead.poll(1, Duration.ofSeconds(20));
        source.send("poison");
        receiveAtOnce(source, 1);
        receiveAtOnce(source, 1);
        assertThat(Consumer.bodies(poll.value().messages())).containsExactly("poison");
    }

    @Test
    void a_message_of_a_fifo_queue_does_not_block_its_group() {
        Consumer dead = fifo("dead.fifo");
        Consumer source = fifo("source.fifo", "RedrivePolicy", Account.redrive("dead.fifo", 1));
        source.send("g", "poison");
        source.send("g", "next");
        String id = receiveAtOnce(source, 1).get(0).messageId();
        assertThat(source.bodies(10)).containsExactly("next");
        pass(Duration.ofSeconds(1));
        Message moved = dead.receiveOne();
        assertThat(moved.body()).isEqualTo("poison");
        assertThat(Consumer.attribute(moved, MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .isEqualTo(id);
        assertThat(Consumer.attribute(moved, MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("g");
    }

    @Test
    void without_the_dead_letter_queue_a_message_stays_where_it_is() {
        Consumer dead = queue("dead");
        Consumer source = queue("source", "RedrivePolicy", Account.redrive("dead", 1));
        source.send("poison");
        account.delete(dead.url());
        for (int receives = 1; receives < 5; receives++) {
            assertThat(Consumer.receives(receiveAtOnce(source, 1).get(0))).isEqualTo(receives);
        }
        pass(Duration.ofSeconds(61));
        Consumer again = queue("dead");
        assertThat(source.receive(1)).isEmpty();
        assertThat(again.bodies(1)).containsExactly("poison");
    }

    @Test
    void a_message_that_finds_its_queue_gone_on_the_way_comes_back() {
        for (String name : SOURCES) {
            if (partition(name) == partition("dead")) {
                continue; // there is no way between them
            }
            Account fresh = new Account();
            Consumer dead = new Consumer(fresh, fresh.create("dead"));
            Consumer source =
                    new Consumer(
                            fresh, fresh.create(name, "RedrivePolicy", Account.redrive("dead", 1)));
            source.send("poison");
            receiveAtOnce(source, 1);
            // Both calls are in their mailboxes before either runs: the queue is deleted after
            // the receive has seen it.
            Pending<?> receive =
                    fresh.node()
                            .start(ReceiveMessageRequest.builder().queueUrl(source.url()).build());
            Pending<?> deletion =
                    fresh.node()
                            .start(
                                    software.amazon.awssdk.services.sqs.model.DeleteQueueRequest
                                            .builder()
                                            .queueUrl(dead.url())
                                            .build());
            fresh.node().runUntilQuiet();
            assertThat(receive.error()).isNull();
            assertThat(deletion.error()).isNull();
            Message back = receiveAtOnce(source, 1).get(0);
            assertThat(back.body()).isEqualTo("poison");
            assertThat(Consumer.receives(back)).isEqualTo(2);
        }
    }

    @Test
    void thousands_of_dead_letters_are_cleared_away_in_one_call_after_the_other() {
        Consumer dead = queue("dead");
        Consumer source = queue("source", "RedrivePolicy", Account.redrive("dead", 1));
        source.fill(1_700);
        int seen = 0;
        while (seen < 1_700) {
            seen += receiveAtOnce(source, 10).size();
        }
        source.send("good");
        pass(Duration.ofSeconds(1));
        Pending<ReceiveMessageResponse> poll = source.poll(1, Duration.ofSeconds(20));
        assertThat(Consumer.bodies(poll.value().messages())).containsExactly("good");
        poll = source.poll(1, Duration.ofSeconds(20));
        pass(Duration.ofSeconds(20));
        assertThat(poll.value().messages()).isEmpty();
        assertThat(account.get(dead.url(), "ApproximateNumberOfMessages").values())
                .containsExactly("1700");
    }

    @Test
    void moved_messages_are_moved_once_also_across_a_crash() {
        Consumer dead = queue("dead");
        for (String name : SOURCES) {
            Consumer source = queue(name, "RedrivePolicy", Account.redrive("dead", 1));
            source.fill(30);
            for (int i = 0; i < 3; i++) {
                receiveAtOnce(source, 10);
            }
            source.receive(1);
            account.node().killAndRestart();
            source.receive(1);
        }
        assertThat(account.get(dead.url(), "ApproximateNumberOfMessages").values())
                .containsExactly("120");
    }

    @Test
    void in_a_standard_dead_letter_queue_the_age_counts_from_the_first_send() {
        Consumer dead = queue("dead", "MessageRetentionPeriod", "120");
        Consumer source = queue("source", "RedrivePolicy", Account.redrive("dead", 1));
        source.send("poison");
        pass(Duration.ofSeconds(70));
        receiveAtOnce(source, 1);
        receiveAtOnce(source, 1);
        dead.send("younger");
        assertThat(account.get(dead.url(), "ApproximateNumberOfMessages").values())
                .containsExactly("2");
        pass(Duration.ofSeconds(50));
        assertThat(dead.bodies(10)).containsExactly("younger");
    }

    @Test
    void in_a_fifo_dead_letter_queue_the_age_counts_from_the_move() {
        Consumer dead = fifo("dead.fifo", "MessageRetentionPeriod", "120");
        Consumer source = fifo("source.fifo", "RedrivePolicy", Account.redrive("dead.fifo", 1));
        source.send("g", "poison");
        pass(Duration.ofSeconds(70));
        receiveAtOnce(source, 1);
        receiveAtOnce(source, 1);
        pass(Duration.ofSeconds(119));
        assertThat(dead.bodies(10)).containsExactly("poison");
    }
}
