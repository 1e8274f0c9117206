package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.Pending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class FifoQueueTest {
    private final Account account = new Account();
    private final Consumer queue =
            new Consumer(
                    account,
                    account.create(
                            "q.fifo", "FifoQueue", "true", "ContentBasedDeduplication", "true"));

    private void pass(Duration time) {
        account.node().advance(time);
    }

    private void send(String... messages) {
        for (String message : messages) {
            queue.send(message.substring(0, message.indexOf('-')), message);
        }
    }

    @Test
    void a_receive_takes_from_one_group_first_and_then_from_the_next() {
        send("g1-m1", "g1-m2", "g1-m3", "g2-m1", "g3-m1");
        assertThat(queue.bodies(2)).containsExactly("g1-m1", "g1-m2");
        assertThat(queue.bodies(1)).containsExactly("g2-m1");
        assertThat(queue.bodies(10)).as("g1 and g2 are blocked").containsExactly("g3-m1");
        assertThat(queue.receive(10)).isEmpty();
    }

    @Test
    void a_group_waits_until_its_messages_in_flight_are_deleted() {
        send("g1-m1", "g1-m2", "g1-m3");
        List<Message> messages = queue.receive(2);
        queue.delete(messages.get(1));
        assertThat(queue.receive(10)).isEmpty();
        queue.delete(messages.get(0));
        assertThat(queue.bodies(10)).containsExactly("g1-m3");
    }

    @Test
    void messages_that_come_back_keep_their_order() {
        send("g1-m1", "g1-m2", "g1-m3", "g1-m4");
        assertThat(queue.bodies(2)).containsExactly("g1-m1", "g1-m2");
        pass(Duration.ofSeconds(30));
        assertThat(queue.bodies(3)).containsExactly("g1-m1", "g1-m2", "g1-m3");
    }

    @Test
    void what_is_still_in_flight_holds_up_what_is_behind_it_and_nothing_else() {
        account.set(queue.url(), "VisibilityTimeout", "1");
        String table =
                """
                0 |
                1 | g-foo
                2 | g-foo g-bar
                """;
        for (List<String> row : Cases.of(table)) {
            queue.purge();
            pass(Duration.ofMinutes(1));
            send("g-foo", "g-bar", "g-baz");
            List<Message> messages = queue.receive(5);
            assertThat(messages).hasSize(3);
            queue.hide(messages.get(Integer.parseInt(row.get(0))), Duration.ofSeconds(4));
            pass(Duration.ofMillis(2_500));
            String received = String.join(" ", queue.bodies(5));
            assertThat(received).isEqualTo(row.size() < 2 ? "" : row.get(1));
        }
    }

    @Test
    void a_group_that_is_free_again_comes_after_those_that_were_free_before() {
        send("g1-m1", "g1-m2", "g2-m1");
        List<Message> messages = queue.receive(2);
        queue.hide(messages.get(0), Duration.ZERO);
        assertThat(queue.bodies(3)).containsExactly("g2-m1", "g1-m1");
    }

    @Test
    void a_group_without_messages_begins_anew() {
        send("g1-m1");
        queue.delete(queue.receiveOne());
        assertThat(queue.receive(1)).isEmpty();
        send("g1-m2");
        assertThat(queue.bodies(1)).containsExactly("g1-m2");
    }

    @Test
    void a_long_poll_ends_when_a_group_is_free() {
        send("g1-m1", "g1-m2");
        Message first = queue.receiveOne();
        Pending<ReceiveMessageResponse> poll = queue.poll(10, Duration.ofSeconds(20));
        pass(Duration.ofSeconds(5));
        assertThat(poll.ended()).isFalse();
        queue.delete(first);
        assertThat(Consumer.bodies(poll.value().messages())).containsExactly("g1-m2");
    }

    @Test
    void counts_include_messages_of_blocked_groups() {
        send("1-m1", "1-m2", "2-m3", "2-m4", "3-m5", "3-m6");
        queue.receive(1);
        queue.receive(1);
        assertThat(
                        account.get(
                                queue.url(),
                                "ApproximateNumberOfMessages",
                                "ApproximateNumberOfMessagesNotVisible"))
                .containsEntry("ApproximateNumberOfMessages", "4")
                .containsEntry("ApproximateNumberOfMessagesNotVisible", "2");
    }

    @Test
    void sequence_numbers_have_twenty_digits_and_rise() {
        String last = "";
        for (int i = 0; i < 20; i++) {
            SendMessageResponse sent = queue.send("g" + i % 3, "m" + i);
            assertThat(sent.sequenceNumber()).matches("[0-9]{20}").isGreaterThan(last);
            last = sent.sequenceNumber();
        }
        Message first = queue.receiveOne();
        assertThat(Consumer.attribute(first, MessageSystemAttributeName.SEQUENCE_NUMBER))
                .matches("[0-9]{20}");
        assertThat(Consumer.attribute(first, MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("g0");
        assertThat(Consumer.attribute(first, MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .isEqualTo(
                        Deduplication.idOfContent(
                                "m0".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void only_the_queue_delays_messages_and_may_change_its_mind() {
        account.set(queue.url(), "DelaySeconds", "10");
        queue.send(
                SendMessageRequest.builder().messageBody("m1").messageGroupId("g").delaySeconds(0));
        pass(Duration.ofSeconds(3));
        assertThat(queue.receive(1)).isEmpty();
        account.set(queue.url(), "DelaySeconds", "5");
        pass(Duration.ofSeconds(2));
        assertThat(queue.bodies(1)).containsExactly("m1");
        account.refused(
                SendMessageRequest.builder()
                        .queueUrl(queue.url())
                        .messageBody("m")
                        .messageGroupId("g")
                        .delaySeconds(5)
                        .build(),
                "InvalidParameterValue",
                "Value 5 for parameter DelaySeconds is invalid. Reason: The request include"
                        + " parameter that is not valid for this queue type.");
    }

    @Test
    void a_shorter_delay_outlives_a_restart() {
        account.set(queue.url(), "DelaySeconds", "100");
        send("g1-m1");
        account.set(queue.url(), "DelaySeconds", "5");
        account.node().killAndRestart();
        pass(Duration.ofSeconds(5));
        assertThat(queue.bodies(1)).containsExactly("g1-m1");
    }

    @Test
    void a_message_needs_a_group_and_some_deduplication_id() {
        account.refused(
                SendMessageRequest.builder().queueUrl(queue.url()).messageBody("m").build(),
                "MissingParameter",
                "The request must contain the parameter MessageGroupId.");
        account.set(queue.url(), "ContentBasedDeduplication", "false");
        account.refused(
                SendMessageRequest.builder()
                        .queueUrl(queue.url())
                        .messageBody("m")
                        .messageGroupId("g")
                        .build(),
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
    }

    @Test
    void a_handle_is_good_while_the_message_is_in_flight_and_no_longer() {
        send("g1-m1");
        Message message = queue.receiveOne();
        pass(Duration.ofSeconds(30));
        String expired =
                "Value "
                        + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has"
                        + " expired.";
        account.refused(queue.deletion(message), "InvalidParameterValue", expired);
        account.refused(
                queue.hiding(message, Duration.ofSeconds(5)),
                "InvalidParameterValue",
                "Value "
                        + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: Message does not"
                        + " exist or is not available for visibility timeout change.");
        DeleteMessageBatchResponse batch =
                account.node()
                        .call(
                                DeleteMessageBatchRequest.builder()
                                        .queueUrl(queue.url())
                                        .entries(
                                                DeleteMessageBatchRequestEntry.builder()
                                                        .id("1")
                                                        .receiptHandle(message.receiptHandle())
                                                        .build())
                                        .build());
        assertThat(batch.failed())
                .extracting(entry -> entry.code() + " " + entry.message())
                .containsExactly("ReceiptHandleIsInvalid The receipt handle has expired");
        Message again = queue.receiveOne();
        account.refused(queue.deletion(message), "InvalidParameterValue", expired);
        queue.delete(again);
        queue.delete(again);
    }

    @Test
    void a_repeated_attempt_gets_the_same_messages_and_handles_and_a_new_timeout() {
        send("g1-m1", "g1-m2", "g2-m1");
        List<Message> first = attempt("try-1", 2);
        pass(Duration.ofSeconds(20));
        List<Message> again = attempt("try-1", 2);
        assertThat(again)
                .extracting(Message::receiptHandle)
                .isEqualTo(first.stream().map(Message::receiptHandle).toList());
        assertThat(Consumer.receives(again.get(0))).isEqualTo(1);
        pass(Duration.ofSeconds(20));
        queue.delete(again.get(0));
        assertThat(Consumer.bodies(attempt("try-1", 2)))
                .as("one of them is deleted: it is a receive as any other")
                .containsExactly("g2-m1");
        pass(Duration.ofMinutes(6));
        assertThat(Consumer.bodies(attempt("try-1", 1))).containsExactly("g1-m2");
    }

    private List<Message> attempt(String id, int most) {
        return queue.receive(
                ReceiveMessageRequest.builder()
                        .maxNumberOfMessages(most)
                        .receiveRequestAttemptId(id));
    }
}
