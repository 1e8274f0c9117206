package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What only FIFO queues do. */
interface FifoQueues extends Scenario {
    Map<QueueAttributeName, String> BY_CONTENT =
            Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");

    @Test
    default void a_group_waits_while_one_of_its_messages_is_in_flight() {
        String queue = newFifoQueue(BY_CONTENT);
        sendToGroup(queue, "a", "a1", "a2");
        sendToGroup(queue, "b", "b1");

        Message first = receive(queue);
        Message other = receive(queue);
        assertEmpty(queue);
        delete(queue, first);
        Message second = receive(queue);

        assertThat(first.body()).isEqualTo("a1");
        assertThat(other.body()).isEqualTo("b1");
        assertThat(second.body()).isEqualTo("a2");
    }

    @Test
    default void a_message_that_was_not_deleted_comes_before_those_behind_it() {
        String queue = newFifoQueue(BY_CONTENT);
        sendToGroup(queue, "a", "1", "2");
        Message first = receive(queue);

        setVisibilityTimeout(queue, first, Duration.ZERO);

        assertThat(receive(queue, 2)).extracting(Message::body).containsExactly("1", "2");
    }

    @Test
    default void a_message_sent_twice_with_one_deduplication_id_is_there_once() {
        String queue = newFifoQueue(Map.of());

        SendMessageResponse first = sendOnce(queue, "order-7", "pizza");
        SendMessageResponse second = sendOnce(queue, "order-7", "pizza, please");

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
        Message message = receive(queue);
        assertThat(message.body()).isEqualTo("pizza");
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "order-7");
        delete(queue, message);
        sendOnce(queue, "order-7", "pizza");
        assertEmpty(queue);
    }

    private SendMessageResponse sendOnce(String queue, String id, String body) {
        return sqs().sendMessage(m ->
                m.queueUrl(queue)
                        .messageGroupId("store")
                        .messageDeduplicationId(id)
                        .messageBody(body));
    }

    @Test
    default void a_receive_that_is_tried_again_gets_the_same_messages() {
        String queue = newFifoQueue(BY_CONTENT);
        sendToGroup(queue, "a", "1", "2");

        ReceiveMessageResponse first = receiveAttempt(queue, "attempt-1");
        ReceiveMessageResponse again = receiveAttempt(queue, "attempt-1");

        assertThat(first.messages()).extracting(Message::body).containsExactly("1", "2");
        assertThat(again.messages())
                .extracting(Message::messageId)
                .containsExactlyElementsOf(
                        first.messages().stream().map(Message::messageId).toList());
        assertThat(receiveAttempt(queue, "attempt-2").messages()).isEmpty();
    }

    private ReceiveMessageResponse receiveAttempt(String queue, String attempt) {
        return sqs().receiveMessage(r ->
                r.queueUrl(queue).maxNumberOfMessages(10).receiveRequestAttemptId(attempt));
    }

    @Test
    default void high_throughput_queues_deduplicate_within_a_group() {
        String queue =
                newFifoQueue(
                        Map.of(
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true",
                                QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
                                QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));

        sendToGroup(queue, "a", "same", "same");
        sendToGroup(queue, "b", "same");

        List<Message> messages = receive(queue, 2);
        assertThat(messages)
                .extracting(m -> m.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    default void a_poison_message_does_not_block_its_group_for_ever() {
        String dead = newFifoQueue(Map.of());
        String queue =
                newFifoQueue(
                        Map.of(
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                                "true",
                                QueueAttributeName.REDRIVE_POLICY,
                                redrivePolicy(dead, 1)));
        sendToGroup(queue, "a", "poison", "healthy");
        Message poison = receive(queue);

        setVisibilityTimeout(queue, poison, Duration.ZERO);

        assertThat(receive(queue).body()).isEqualTo("healthy");
        assertThat(receive(dead).body()).isEqualTo("poison");
    }

    @Test
    default void a_standard_queue_takes_group_ids_for_fairness() {
        String queue = newQueue();
        sendToGroup(queue, "tenant", "1");

        assertThat(receive(queue).attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant")
                .doesNotContainKey(MessageSystemAttributeName.SEQUENCE_NUMBER);
    }
}
