package dev.antiphon.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Messages as AWS tells them: with the attributes that were asked for, of which not each exists.
 */
final class MessageView {
    private static final List<MessageSystemAttributeName> ALL =
            List.of(
                    MessageSystemAttributeName.SENDER_ID,
                    MessageSystemAttributeName.SENT_TIMESTAMP,
                    MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                    MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                    MessageSystemAttributeName.SEQUENCE_NUMBER,
                    MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                    MessageSystemAttributeName.MESSAGE_GROUP_ID,
                    MessageSystemAttributeName.AWS_TRACE_HEADER,
                    MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);

    /** With everything that there is to tell. */
    static final MessageView FULL = new MessageView(ALL, AttributeFilter.of(List.of("All")));

    private final List<MessageSystemAttributeName> systemAttributes;
    private final AttributeFilter attributes;

    private MessageView(
            List<MessageSystemAttributeName> systemAttributes, AttributeFilter attributes) {
        this.systemAttributes = systemAttributes;
        this.attributes = attributes;
    }

    /**
     * @param systemNames {@code MessageSystemAttributeNames}
     * @param olderNames {@code AttributeNames}, what the same was called before
     * @param names {@code MessageAttributeNames}
     * @throws dev.antiphon.api.AwsException InvalidAttributeName
     */
    static MessageView of(List<String> systemNames, List<String> olderNames, List<String> names) {
        Map<MessageSystemAttributeName, Boolean> wanted = new LinkedHashMap<>();
        systemNames.forEach(name -> want(name, wanted));
        olderNames.forEach(name -> want(name, wanted));
        return new MessageView(
                wanted.containsKey(MessageSystemAttributeName.ALL)
                        ? ALL
                        : List.copyOf(wanted.keySet()),
                AttributeFilter.of(names));
    }

    private static void want(String text, Map<MessageSystemAttributeName, Boolean> wanted) {
        MessageSystemAttributeName name = MessageSystemAttributeName.fromValue(text);
        if (name != MessageSystemAttributeName.UNKNOWN_TO_SDK_VERSION) {
            wanted.put(name, true);
        } else if (QueueAttributeName.fromValue(text)
                == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
            // The older parameter has the attributes of queues for its type: these are no error.
            throw SqsErrors.unknownAttribute(text);
        }
    }

    /** Messages that were received, with the handles that name these receives. */
    Receive.View<Message> ofReceived(LiveQueue queue) {
        return (key, message, delivery) ->
                of(
                        message,
                        key.sequence(),
                        queue.fifo(),
                        delivery,
                        ReceiptHandle.of(queue, key, delivery));
    }

    /**
     * @param delivery null where it has not been received
     * @param handle null where it is only looked at
     */
    Message of(
            StoredMessage message,
            long sequence,
            boolean fifo,
            @Nullable Delivery delivery,
            @Nullable String handle) {
        Message.Builder view =
                Message.builder()
                        .messageId(message.id().toString())
                        .body(new String(message.body(), StandardCharsets.UTF_8))
                        .md5OfBody(MessageDigests.hex(message.digest()));
        if (handle != null) {
            view.receiptHandle(handle);
        }
        if (!systemAttributes.isEmpty()) {
            Map<String, String> values = new LinkedHashMap<>();
            for (MessageSystemAttributeName name : systemAttributes) {
                String value = value(name, message, sequence, fifo, delivery);
                if (value != null) {
                    values.put(name.toString(), value);
                }
            }
            if (!values.isEmpty()) {
                view.attributesWithStrings(values);
            }
        }
        if (!attributes.none() && message.attributes().length > 0) {
            Map<String, MessageAttributeValue> wanted =
                    attributes.apply(MessageAttributes.decode(message.attributes()));
            if (!wanted.isEmpty()) {
                view.messageAttributes(wanted);
                view.md5OfMessageAttributes(MessageDigests.ofAttributes(wanted));
            }
        }
        return view.build();
    }

    private static @Nullable String value(
            MessageSystemAttributeName name,
            StoredMessage message,
            long sequence,
            boolean fifo,
            @Nullable Delivery delivery) {
        return switch (name) {
            case SENDER_ID -> message.senderId();
            case SENT_TIMESTAMP -> millis(message.sent());
            case APPROXIMATE_RECEIVE_COUNT ->
                    Integer.toString(
                            message.earlierReceives()
                                    + (delivery == null ? 0 : delivery.receives()));
            case APPROXIMATE_FIRST_RECEIVE_TIMESTAMP -> firstReceived(message, delivery);
            case SEQUENCE_NUMBER -> fifo ? SentMessage.sequenceNumber(sequence) : null;
            case MESSAGE_DEDUPLICATION_ID -> message.deduplicationId();
            case MESSAGE_GROUP_ID -> message.groupId();
            case AWS_TRACE_HEADER -> message.traceHeader();
            case DEAD_LETTER_QUEUE_SOURCE_ARN -> message.deadLetterSource();
            case ALL, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    static @Nullable String firstReceived(StoredMessage message, @Nullable Delivery delivery) {
        if (message.firstReceived() != null) {
            return millis(message.firstReceived());
        }
        return delivery == null ? null : millis(delivery.firstReceived());
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
