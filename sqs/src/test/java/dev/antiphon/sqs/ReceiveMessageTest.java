package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.Pending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class ReceiveMessageTest {
    private final Account account = new Account();
    private final Consumer queue = new Consumer(account, account.create("q"));

    private static ReceiveMessageRequest.Builder most(int messages) {
        return ReceiveMessageRequest.builder().maxNumberOfMessages(messages);
    }

    private void pass(Duration time) {
        account.node().advance(time);
    }

    @Test
    void a_message_is_received_as_it_was_sent() {
        SendMessageResponse sent = queue.send("message");
        Message message = queue.receiveOne();
        assertThat(message.body()).isEqualTo("message");
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.md5OfBody())
                .isEqualTo("78e731027d8fd50ed642340b7c9a63b3")
                .isEqualTo(sent.md5OfMessageBody());
        String now = Long.toString(account.node().clock().instant().toEpochMilli());
        assertThat(message.attributes())
                .isEqualTo(
                        Map.of(
                                MessageSystemAttributeName.SENDER_ID,
                                "test",
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                now,
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                "1",
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                                now));
    }

    @Test
    void messages_come_in_the_order_of_sending_and_no_more_than_asked_for() {
        for (int i = 0; i < 12; i++) {
            queue.send("m" + i);
        }
        assertThat(queue.bodies(1)).containsExactly("m0");
        assertThat(queue.bodies(3)).containsExactly("m1", "m2", "m3");
        assertThat(queue.bodies(10))
                .containsExactly("m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11");
        assertThat(queue.receive(10)).isEmpty();
    }

    @Test
    void a_received_message_is_invisible_until_its_timeout_passes() {
        queue.send("a");
        Message first = queue.receiveOne();
        pass(Duration.ofMillis(29_999));
        assertThat(queue.receive(1)).isEmpty();
        pass(Duration.ofMillis(1));
        Message second = queue.receiveOne();
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(Consumer.receives(second)).isEqualTo(2);
        assertThat(
                        Consumer.attribute(
                                second,
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP))
                .isEqualTo(
                        Consumer.attribute(
                                first,
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
    }

    @Test
    void the_receive_may_say_how_long_a_message_stays_invisible() {
        queue.send("a");
        assertThat(queue.receive(most(1).visibilityTimeout(0))).hasSize(1);
        assertThat(queue.receive(most(1).visibilityTimeout(3))).hasSize(1);
        pass(Duration.ofSeconds(2));
        assertThat(queue.receive(1)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(queue.receive(1)).hasSize(1);
    }

    @Test
    void a_message_that_is_given_back_can_be_received_in_the_same_millisecond() {
        queue.send("a");
        account.node().clock().move(Duration.ofNanos(300_000));
        assertThat(queue.receive(most(1).visibilityTimeout(0))).hasSize(1);
        Message message = queue.receiveOne();
        queue.hide(message, Duration.ZERO);
        assertThat(queue.receive(1)).hasSize(1);
    }

    @Test
    void a_message_that_came_back_is_received_before_one_that_came_later() {
        queue.send("test1");
        queue.receive(most(1).visibilityTimeout(3));
        pass(Duration.ofMillis(1_500));
        queue.send("test2");
        pass(Duration.ofSeconds(3));
        assertThat(queue.bodies(1)).containsExactly("test1");
    }

    @Test
    void a_message_that_fails_for_ever_leaves_every_second_turn_to_the_others() {
        queue.send("poison");
        queue.receive(most(1).visibilityTimeout(0));
        for (int i = 0; i < 5; i++) {
            queue.send("m" + i);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(Consumer.bodies(queue.receive(most(1).visibilityTimeout(0))))
                    .containsExactly("poison");
            assertThat(queue.bodies(1)).containsExactly("m" + i);
        }
    }

    @Test
    void a_delayed_message_cannot_be_received_before_its_time() {
        queue.send(SendMessageRequest.builder().messageBody("later").delaySeconds(2));
        queue.send("now");
        assertThat(queue.bodies(10)).containsExactly("now");
        pass(Duration.ofMillis(1_999));
        assertThat(queue.receive(10)).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(queue.bodies(10)).containsExactly("later");
    }

    @Test
    void the_queues_delay_holds_for_messages_that_do_not_say_one() {
        account.set(queue.url(), "DelaySeconds", "5");
        queue.send("queue's");
        queue.send(SendMessageRequest.builder().messageBody("none").delaySeconds(0));
        assertThat(queue.bodies(10)).containsExactly("none");
        account.set(queue.url(), "DelaySeconds", "0");
        assertThat(queue.receive(10)).as("it is not changed for sent messages").isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(queue.bodies(10)).containsExactly("queue's");
    }

    @Test
    void a_long_poll_ends_when_a_message_is_sent() {
        Pending<ReceiveMessageResponse> poll = queue.poll(10, Duration.ofSeconds(20));
        pass(Duration.ofSeconds(7));
        assertThat(poll.ended()).isFalse();
        queue.send("a");
        assertThat(Consumer.bodies(poll.value().messages())).containsExactly("a");
    }

    @Test
    void a_long_poll_ends_when_a_delay_is_over_and_when_a_message_comes_back() {
        queue.send(SendMessageRequest.builder().messageBody("a").delaySeconds(3));
        Pending<ReceiveMessageResponse> poll = queue.poll(1, Duration.ofSeconds(20));
        pass(Duration.ofSeconds(3));
        Message message = poll.value().messages().get(0);
        Pending<ReceiveMessageResponse> next = queue.poll(1, Duration.ofSeconds(20));
        assertThat(next.ended()).isFalse();
        queue.hide(message, Duration.ZERO);
        assertThat(Consumer.bodies(next.value().messages())).containsExactly("a");
    }

    @Test
    void a_long_poll_ends_empty_when_its_time_is_over() {
        Pending<ReceiveMessageResponse> poll = queue.poll(1, Duration.ofSeconds(2));
        pass(Duration.ofMillis(1_999));
        assertThat(poll.ended()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(poll.value().hasMessages()).isFalse();
    }

    @Test
    void the_queue_may_say_how_long_a_receive_waits() {
        account.set(queue.url(), "ReceiveMessageWaitTimeSeconds", "4");
        Pending<ReceiveMessageResponse> poll =
                account.node().start(ReceiveMessageRequest.builder().queueUrl(queue.url()).build());
        pass(Duration.ofSeconds(3));
        assertThat(poll.ended()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(poll.value().messages()).isEmpty();
    }

    @Test
    void the_longest_waiting_poll_gets_the_message_and_a_deaf_one_none() {
        Pending<ReceiveMessageResponse> gone = queue.poll(1, Duration.ofSeconds(20));
        Pending<ReceiveMessageResponse> first = queue.poll(1, Duration.ofSeconds(20));
        Pending<ReceiveMessageResponse> second = queue.poll(1, Duration.ofSeconds(20));
        gone.cancel();
        queue.send("a");
        assertThat(Consumer.bodies(first.value().messages())).containsExactly("a");
        assertThat(second.ended()).isFalse();
        queue.send("b");
        assertThat(Consumer.bodies(second.value().messages())).containsExactly("b");
    }

    @Test
    void a_poll_of_a_deleted_queue_learns_that_it_is_gone() {
        Pending<ReceiveMessageResponse> poll = queue.poll(1, Duration.ofSeconds(20));
        account.delete(queue.url());
        assertThat(poll.error()).hasMessage("The specified queue does not exist.");
    }

    @SuppressWarnings("deprecation") // older clients still say AttributeNames
    @Test
    void only_what_is_asked_for_is_told() {
        queue.send("a");
        ReceiveMessageResponse plain =
                account.node()
                        .call(
                                ReceiveMessageRequest.builder()
                                        .queueUrl(queue.url())
                                        .visibilityTimeout(0)
                                        .build());
        assertThat(plain.messages().get(0).hasAttributes()).isFalse();
        ReceiveMessageResponse older =
                account.node()
                        .call(
                                ReceiveMessageRequest.builder()
                                        .queueUrl(queue.url())
                                        .attributeNamesWithStrings(
                                                "SenderId", "VisibilityTimeout", "SequenceNumber")
                                        .build());
        assertThat(older.messages().get(0).attributesAsStrings())
                .isEqualTo(Map.of("SenderId", "test"));
    }

    @SuppressWarnings("deprecation") // older clients still say AttributeNames
    @Test
    void parameters_out_of_their_ranges_are_refused() {
        String table =
                """
                0  | 0  | 0     | Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.
                11 | 0  | 0     | Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.
                1  | -1 | 0     | Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.
                1  | 21 | 0     | Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.
                1  | 0  | -1    | Value -1 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.
                1  | 0  | 43201 | Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.
                """;
        for (List<String> row : Cases.of(table)) {
            account.refused(
                    ReceiveMessageRequest.builder()
                            .queueUrl(queue.url())
                            .maxNumberOfMessages(Integer.valueOf(row.get(0)))
                            .waitTimeSeconds(Integer.valueOf(row.get(1)))
                            .visibilityTimeout(Integer.valueOf(row.get(2)))
                            .build(),
                    "InvalidParameterValue",
                    row.get(3));
        }
        account.refused(
                ReceiveMessageRequest.builder()
                        .queueUrl(queue.url())
                        .attributeNamesWithStrings("Foobar")
                        .build(),
                "InvalidAttributeName",
                "Unknown Attribute Foobar.");
        account.refused(
                ReceiveMessageRequest.builder()
                        .queueUrl(queue.url())
                        .receiveRequestAttemptId("a")
                        .build(),
                "InvalidParameterValue",
                "Value a for parameter ReceiveRequestAttemptId is invalid. Reason: The request"
                        + " include parameter that is not valid for this queue type.");
        account.refused(
                ReceiveMessageRequest.builder().queueUrl(queue.url() + "x").build(),
                "QueueDoesNotExist",
                "The specified queue does not exist.");
    }

    @Test
    void counts_tell_what_is_visible_in_flight_and_delayed() {
        for (int i = 0; i < 4; i++) {
            queue.send("m" + i);
        }
        queue.send(SendMessageRequest.builder().messageBody("later").delaySeconds(60));
        Message message = queue.receiveOne();
        assertThat(counts()).isEqualTo("3 1 1");
        queue.receiveOne();
        queue.delete(message);
        assertThat(counts()).isEqualTo("2 1 1");
        pass(Duration.ofSeconds(30));
        assertThat(counts()).isEqualTo("3 0 1");
        pass(Duration.ofSeconds(30));
        assertThat(counts()).isEqualTo("4 0 0");
    }

    private String counts() {
        Map<String, String> counts = account.get(queue.url(), "All");
        return counts.get("ApproximateNumberOfMessages")
                + " "
                + counts.get("ApproximateNumberOfMessagesNotVisible")
                + " "
                + counts.get("ApproximateNumberOfMessagesDelayed");
    }
}
