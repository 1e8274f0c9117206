package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

class VisibilityTimeoutTest {
    private final Account account = new Account();
    private final Consumer queue = new Consumer(account, account.create("q"));

    private void pass(Duration time) {
        account.node().advance(time);
    }

    private static String unavailable(Message message) {
        return "Value "
                + message.receiptHandle()
                + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is"
                + " not available for visibility timeout change.";
    }

    @Test
    void a_consumer_may_extend_the_timeout_again_and_again() {
        account.set(queue.url(), "VisibilityTimeout", "2");
        queue.send("a");
        Message message = queue.receiveOne();
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(1));
            queue.hide(message, Duration.ofSeconds(2));
            assertThat(queue.receive(1)).isEmpty();
        }
        pass(Duration.ofSeconds(2));
        assertThat(queue.bodies(1)).containsExactly("a");
    }

    @Test
    void a_change_counts_from_now_and_does_not_last() {
        queue.send("a");
        Message message = queue.receiveOne();
        queue.hide(message, Duration.ZERO);
        assertThat(queue.receiveOne().messageId()).isEqualTo(message.messageId());
        pass(Duration.ofMillis(29_999));
        assertThat(queue.receive(1)).isEmpty();
    }

    @Test
    void a_message_that_is_visible_again_can_be_hidden_once_more() {
        account.set(queue.url(), "VisibilityTimeout", "1");
        queue.send("a");
        Message message = queue.receiveOne();
        pass(Duration.ofSeconds(2));
        queue.hide(message, Duration.ofSeconds(2));
        assertThat(queue.receive(1)).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(Consumer.receives(queue.receiveOne())).isEqualTo(2);
    }

    @Test
    void what_is_deleted_cannot_be_changed() {
        queue.send("a");
        Message message = queue.receiveOne();
        queue.hide(message, Duration.ofSeconds(42));
        queue.delete(message);
        account.refused(
                queue.hiding(message, Duration.ofSeconds(42)),
                "InvalidParameterValue",
                unavailable(message));
    }

    @Test
    void who_received_a_message_earlier_may_change_its_timeout_too() {
        queue.send("a");
        List<Message> first = queue.receive(ReceiveMessageRequest.builder().visibilityTimeout(0));
        queue.receive(ReceiveMessageRequest.builder().visibilityTimeout(3));
        queue.hide(first.get(0), Duration.ZERO);
        assertThat(Consumer.receives(queue.receiveOne())).isEqualTo(3);
    }

    @Test
    void a_message_stays_invisible_for_twelve_hours_at_most() {
        queue.send("a");
        Message message = queue.receiveOne();
        pass(Duration.ofSeconds(10));
        account.refused(
                queue.hiding(message, Duration.ofHours(12)),
                "InvalidParameterValue",
                "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total"
                        + " VisibilityTimeout for the message is beyond the limit [43200"
                        + " seconds]");
        queue.hide(message, Duration.ofHours(12).minusSeconds(10));
        account.refused(
                queue.hiding(message, Duration.ofSeconds(43_201)),
                "InvalidParameterValue",
                "Value 43201 for parameter VisibilityTimeout is invalid. Reason:"
                        + " VisibilityTimeout must be an integer between 0 and 43200.");
        account.refused(
                ChangeMessageVisibilityRequest.builder()
                        .queueUrl(queue.url())
                        .receiptHandle(message.receiptHandle())
                        .build(),
                "MissingParameter",
                "The request must contain the parameter VisibilityTimeout.");
    }

    @Test
    void a_message_can_be_deleted_after_its_timeout_unless_it_was_received_again() {
        queue.send("a");
        Message first = queue.receiveOne();
        pass(Duration.ofSeconds(30));
        Message second = queue.receiveOne();
        queue.delete(first);
        pass(Duration.ofSeconds(30));
        assertThat(account.get(queue.url(), "ApproximateNumberOfMessages").values())
                .containsExactly("1");
        queue.delete(second);
        assertThat(account.get(queue.url(), "ApproximateNumberOfMessages").values())
                .containsExactly("0");
        assertThat(queue.receive(1)).isEmpty();
        queue.delete(second);
    }

    @Test
    void after_twelve_hours_a_handle_is_no_longer_good() {
        queue.send("a");
        Message message = queue.receiveOne();
        pass(Duration.ofHours(12));
        account.refused(
                queue.deletion(message),
                "InvalidParameterValue",
                "Value "
                        + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has"
                        + " expired.");
    }

    @Test
    void what_is_no_handle_of_the_queue_is_refused() {
        Consumer other = new Consumer(account, account.create("other"));
        other.send("a");
        String others = other.receiveOne().receiptHandle();
        queue.send("a");
        String ours = queue.receiveOne().receiptHandle();
        String tampered = ours.charAt(5) == 'A' ? "B" : "A";
        for (String handle :
                new String[] {
                    "garbage",
                    others,
                    "Zm9vYmFy",
                    ours.substring(0, 5) + tampered + ours.substring(6),
                    "x".repeat(40)
                }) {
            account.refused(
                    DeleteMessageRequest.builder()
                            .queueUrl(queue.url())
                            .receiptHandle(handle)
                            .build(),
                    "ReceiptHandleIsInvalid",
                    "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
        }
    }

    @Test
    void in_a_batch_each_entry_succeeds_or_fails_by_itself() {
        queue.send("a");
        queue.send("b");
        Message a = queue.receiveOne();
        Message b = queue.receiveOne();
        queue.delete(b);
        ChangeMessageVisibilityBatchResponse changed =
                account.node()
                        .call(
                                ChangeMessageVisibilityBatchRequest.builder()
                                        .queueUrl(queue.url())
                                        .entries(
                                                change("1", a.receiptHandle(), 0),
                                                change("2", b.receiptHandle(), 5),
                                                change("3", "garbage", 5),
                                                change("4", a.receiptHandle(), 43_201))
                                        .build());
        assertThat(changed.successful()).extracting("id").containsExactly("1");
        assertThat(changed.failed())
                .extracting(entry -> entry.id() + " " + entry.code() + " " + entry.senderFault())
                .containsExactly(
                        "2 InvalidParameterValue true",
                        "3 ReceiptHandleIsInvalid true",
                        "4 InvalidParameterValue true");
        Message again = queue.receiveOne();
        assertThat(again.messageId()).isEqualTo(a.messageId());
        DeleteMessageBatchResponse deleted =
                account.node()
                        .call(
                                DeleteMessageBatchRequest.builder()
                                        .queueUrl(queue.url())
                                        .entries(
                                                deletion("1", again.receiptHandle()),
                                                deletion("2", again.receiptHandle()),
                                                deletion("3", "garbage"))
                                        .build());
        assertThat(deleted.successful()).extracting("id").containsExactly("1", "2");
        assertThat(deleted.failed())
                .extracting(entry -> entry.id() + " " + entry.code())
                .containsExactly("3 ReceiptHandleIsInvalid");
        assertThat(account.get(queue.url(), "ApproximateNumberOfMessagesNotVisible").values())
                .containsExactly("0");
    }

    private static ChangeMessageVisibilityBatchRequestEntry change(
            String id, String handle, int timeout) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .visibilityTimeout(timeout)
                .build();
    }

    private static DeleteMessageBatchRequestEntry deletion(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(handle).build();
    }

    @Test
    void a_standard_queue_has_120000_messages_in_flight_at_most() {
        Account big = new Account();
        Consumer consumer = new Consumer(big, big.create("big"));
        consumer.fill(120_001);
        for (int i = 0; i < 12_000; i++) {
            assertThat(consumer.receive(10)).hasSize(10);
        }
        big.refused(
                ReceiveMessageRequest.builder().queueUrl(consumer.url()).build(),
                "OverLimit",
                "The maximum number of in flight messages is reached: 120000.");
        big.node().advance(Duration.ofSeconds(30));
        assertThat(consumer.receive(10)).hasSize(10);
    }
}
