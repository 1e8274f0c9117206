package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** What happens to messages of standard queues, beyond {@link EveryOperation}. */
interface Messages extends Scenario {
    @Test
    default void a_body_keeps_every_character_that_xml_allows() {
        String queue = newQueue();
        String body = "\t\r\n <&>\"' \\ \u007f \u0085 é \u2028 \ud7ff \ue000 \ufffd 🍕 ";

        send(queue, body);

        assertThat(receive(queue).body()).isEqualTo(body);
    }

    @Test
    default void a_message_may_have_a_mebibyte() {
        String queue = newQueue();
        String body = "0123456789abcdef".repeat((1 << 20) / 16);

        send(queue, body);

        Message message = receive(queue);
        assertThat(message.body()).isEqualTo(body);
        assertThat(message.md5OfBody()).isEqualTo(MessageMd5.of(body));
    }

    @Test
    default void attributes_keep_their_types_and_every_byte() {
        String queue = newQueue();
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Map<String, MessageAttributeValue> attributes =
                Map.of(
                        "text", Attribute.text("String.label", "Grüße & <xml>"),
                        "integer", Attribute.number("-42"),
                        "decimal", Attribute.text("Number.float", "1.5e-3"),
                        "binary", Attribute.binary(bytes),
                        "dotted.name-1_2", Attribute.text("x"));

        SendMessageBatchResponse sent =
                sqs().sendMessageBatch(b ->
                        b.queueUrl(queue)
                                .entries(
                                        SendMessageBatchRequestEntry.builder()
                                                .id("only")
                                                .messageBody("body")
                                                .messageAttributes(attributes)
                                                .build()));

        assertThat(sent.successful())
                .extracting(SendMessageBatchResultEntry::md5OfMessageAttributes)
                .containsExactly(MessageMd5.of(attributes));
        Message message = receive(queue);
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.md5OfMessageAttributes()).isEqualTo(MessageMd5.of(attributes));
    }

    @Test
    default void a_receiver_gets_only_the_attributes_that_it_names() {
        String queue = newQueue();
        sqs().sendMessage(m ->
                m.queueUrl(queue)
                        .messageBody("body")
                        .messageAttributes(
                                Map.of(
                                        "shop.name", Attribute.text("a"),
                                        "shop.city", Attribute.text("b"),
                                        "price", Attribute.number("1"))));

        Message message =
                sqs().receiveMessage(r ->
                                r.queueUrl(queue)
                                        .waitTimeSeconds(20)
                                        .messageAttributeNames("shop.*", "absent")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.SENT_TIMESTAMP))
                        .messages()
                        .getFirst();

        assertThat(message.messageAttributes()).containsOnlyKeys("shop.name", "shop.city");
        assertThat(message.attributes())
                .containsOnlyKeys(MessageSystemAttributeName.SENT_TIMESTAMP);
    }

    @Test
    default void system_attributes_tell_when_by_whom_and_how_often() {
        String queue = newQueue();
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
        sqs().sendMessage(m ->
                m.queueUrl(queue)
                        .messageBody("body")
                        .messageSystemAttributes(
                                Map.of(
                                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                        MessageSystemAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue(trace)
                                                .build())));

        Map<MessageSystemAttributeName, String> first = receiveAndReturn(queue);
        Map<MessageSystemAttributeName, String> second = receiveAndReturn(queue);

        assertThat(first)
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace)
                .containsKey(MessageSystemAttributeName.SENDER_ID);
        assertThat(
                        Long.parseLong(
                                first.getOrDefault(
                                        MessageSystemAttributeName
                                                .APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                                        "")))
                .isGreaterThanOrEqualTo(
                        Long.parseLong(
                                first.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "")));
        assertThat(second)
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                .containsAllEntriesOf(
                        without(first, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    private Map<MessageSystemAttributeName, String> receiveAndReturn(String queue) {
        Message message = receive(queue);
        setVisibilityTimeout(queue, message, Duration.ZERO);
        return message.attributes();
    }

    private static Map<MessageSystemAttributeName, String> without(
            Map<MessageSystemAttributeName, String> attributes, MessageSystemAttributeName name) {
        return attributes.entrySet().stream()
                .filter(entry -> entry.getKey() != name)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    default void a_message_comes_back_when_its_visibility_timeout_is_over() {
        String queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        send(queue, "again");
        long before = System.nanoTime();
        Message first = receive(queue);

        Message second = receive(queue);

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(second.messageId()).isEqualTo(first.messageId());
    }

    @Test
    default void delays_of_the_message_go_before_those_of_the_queue() {
        String queue = newQueue(Map.of(QueueAttributeName.DELAY_SECONDS, "600"));
        send(queue, "later");
        long before = System.nanoTime();
        sqs().sendMessage(m -> m.queueUrl(queue).messageBody("soon").delaySeconds(1));
        sqs().sendMessage(m -> m.queueUrl(queue).messageBody("now").delaySeconds(0));

        assertThat(receive(queue).body()).isEqualTo("now");
        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isIn("1", "2");
        assertThat(receive(queue).body()).isEqualTo("soon");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertEmpty(queue);
    }

    @Test
    default void a_long_poll_ends_when_a_message_arrives() {
        String queue = newQueue();
        long before = System.nanoTime();
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> receive(queue));

        send(queue, "news");

        assertThat(poll.join().body()).isEqualTo("news");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    }

    @Test
    default void a_long_poll_of_an_empty_queue_ends_without_messages_when_its_time_is_over() {
        String queue = newQueue();
        long before = System.nanoTime();

        assertThat(receive(queue, Duration.ofSeconds(1))).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    default void a_batch_succeeds_in_part() {
        String queue = newQueue();

        SendMessageBatchResponse sent =
                sqs().sendMessageBatch(b ->
                        b.queueUrl(queue)
                                .entries(
                                        Batch.entry("good", "good"),
                                        Batch.entry("late", "late").toBuilder()
                                                .delaySeconds(901)
                                                .build()));

        assertThat(sent.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("good");
        assertThat(sent.failed()).extracting(BatchResultErrorEntry::id).containsExactly("late");
        assertThat(sent.failed().getFirst().senderFault()).isTrue();
        assertThat(sent.failed().getFirst().code()).isEqualTo("InvalidParameterValue");
        assertThat(receive(queue).body()).isEqualTo("good");
    }

    @Test
    default void ten_messages_come_in_one_answer() {
        String queue = newQueue();
        List<String> ten = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        sqs().sendMessageBatch(b -> b.queueUrl(queue).entries(Batch.sending(ten)));

        List<Message> messages =
                sqs().receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages();

        assertThat(messages).extracting(Message::body).containsExactlyInAnyOrderElementsOf(ten);
        assertThat(messages).extracting(Message::messageId).doesNotHaveDuplicates();
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(message.md5OfBody()).isEqualTo(MessageMd5.of(message.body())));
    }

    @Test
    default void deleting_twice_is_no_error() {
        String queue = newQueue();
        send(queue, "once");
        Message message = receive(queue);

        delete(queue, message);
        delete(queue, message);

        assertEmpty(queue);
    }

    @Test
    default void the_counts_of_a_queue_follow_its_messages() {
        String queue = newQueue();
        send(queue, "visible");
        send(queue, "in flight");
        sqs().sendMessage(m -> m.queueUrl(queue).messageBody("delayed").delaySeconds(60));
        receive(queue);

        assertThat(attributes(queue))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "1");
    }
}
