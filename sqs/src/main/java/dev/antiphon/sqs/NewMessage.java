package dev.antiphon.sqs;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A message as a caller wants to send it, alone or in a batch. */
record NewMessage(
        @Nullable String body,
        @Nullable Integer delaySeconds,
        Map<String, MessageAttributeValue> attributes,
        Map<String, MessageSystemAttributeValue> systemAttributes,
        @Nullable String deduplicationId,
        @Nullable String groupId) {

    private static final int LONGEST_DELAY = 900;

    static NewMessage of(SendMessageRequest request) {
        return new NewMessage(
                request.messageBody(),
                request.delaySeconds(),
                request.messageAttributes(),
                request.messageSystemAttributesAsStrings(),
                request.messageDeduplicationId(),
                request.messageGroupId());
    }

    static NewMessage of(SendMessageBatchRequestEntry entry) {
        return new NewMessage(
                entry.messageBody(),
                entry.delaySeconds(),
                entry.messageAttributes(),
                entry.messageSystemAttributesAsStrings(),
                entry.messageDeduplicationId(),
                entry.messageGroupId());
    }

    /**
     * Its size in bytes, with its attributes.
     *
     * @throws dev.antiphon.api.AwsException if body or attributes are not what a message may have
     */
    int size() {
        return MessageRules.checkBody(body) + MessageRules.checkAttributes(attributes);
    }

    /**
     * Checks all else that can be wrong with it.
     *
     * @param size see {@link #size}
     * @throws dev.antiphon.api.AwsException if it cannot be sent to this queue
     */
    void check(Queue queue, int size) {
        MessageRules.checkSize(size, queue.attributes().maximumMessageSize());
        MessageRules.checkSystemAttributes(systemAttributes);
        if (groupId != null) {
            MessageRules.checkMessageGroupId(groupId);
        }
        QueueAttributes.Fifo fifo = queue.attributes().fifo();
        if (fifo == null) {
            checkForStandardQueue();
        } else {
            checkForFifoQueue(fifo);
        }
    }

    private void checkForStandardQueue() {
        if (deduplicationId != null) {
            throw SqsErrors.notForThisQueueType("MessageDeduplicationId", deduplicationId);
        }
        if (delaySeconds != null && (delaySeconds < 0 || delaySeconds > LONGEST_DELAY)) {
            throw SqsErrors.invalidParameter(
                    "DelaySeconds", delaySeconds, "DelaySeconds must be >= 0 and <= 900.");
        }
    }

    private void checkForFifoQueue(QueueAttributes.Fifo fifo) {
        if (groupId == null) {
            throw SqsErrors.missingParameter("MessageGroupId");
        }
        if (deduplicationId != null) {
            MessageRules.checkMessageDeduplicationId(deduplicationId);
        } else if (!fifo.contentBasedDeduplication()) {
            throw SqsErrors.invalidParameter(
                    "The queue should either have ContentBasedDeduplication enabled or"
                            + " MessageDeduplicationId provided explicitly");
        }
        if (delaySeconds != null && delaySeconds != 0) {
            throw SqsErrors.notForThisQueueType("DelaySeconds", delaySeconds);
        }
    }

    /** FIFO queues delay all messages alike, and take a zero for nothing said. */
    Duration delay(Queue queue) {
        return delaySeconds == null || queue.fifo()
                ? queue.attributes().delay()
                : Duration.ofSeconds(delaySeconds);
    }

    @Nullable String traceHeader() {
        MessageSystemAttributeValue attribute = systemAttributes.get(MessageRules.TRACE_HEADER);
        return attribute == null ? null : attribute.stringValue();
    }
}
