package dev.antiphon.demo;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Takes from one queue, by long polling. Several consumers share one inbox. */
final class Inbox {

    private static final int BATCH = 10;
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    /**
     * A message in hand, and whether it may be.
     *
     * @param asked when the receive call began that brought it
     */
    record Delivery(Message message, long asked, Deliveries.Finding finding) {
        String body() {
            return message.body();
        }

        /** As a FIFO queue numbers what it takes; null from another queue. */
        @Nullable BigInteger sequenceNumber() {
            String number = message.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER);
            return number == null ? null : new BigInteger(number);
        }
    }

    private final Queue queue;
    private final Retry retry;
    private final Deliveries deliveries;
    private final LongSupplier nanoTime;

    Inbox(Queue queue, Retry retry, Deliveries deliveries, LongSupplier nanoTime) {
        this.queue = queue;
        this.retry = retry;
        this.deliveries = deliveries;
        this.nanoTime = nanoTime;
    }

    /** Up to ten messages; none if nothing came within the poll. */
    List<Delivery> receive() throws InterruptedException {
        return retry.untilAnswered(() -> {
            long asked = nanoTime.getAsLong();
            List<Message> messages =
                    queue.sqs()
                            .receiveMessage(request ->
                                    request.queueUrl(queue.url())
                                            .maxNumberOfMessages(BATCH)
                                            .messageSystemAttributeNames(
                                                    MessageSystemAttributeName.SEQUENCE_NUMBER)
                                            .waitTimeSeconds((int) LONGEST_POLL.toSeconds()))
                            .messages();
            long answered = nanoTime.getAsLong();
            return messages.stream().map(message -> delivery(message, asked, answered)).toList();
        });
    }

    private Delivery delivery(Message message, long asked, long answered) {
        return new Delivery(
                message, asked, deliveries.delivered(message.messageId(), asked, answered));
    }

    /**
     * Deletes what is done. Whatever the queue will not delete, because it was held for too long,
     * comes again and is absorbed then.
     */
    void delete(List<Delivery> done) throws InterruptedException {
        if (done.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Delivery delivery : done) {
            entries.add(
                    DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(delivery.message().receiptHandle())
                            .build());
        }
        DeleteMessageBatchResponse response =
                retry.untilAnswered(() ->
                        queue.sqs()
                                .deleteMessageBatch(
                                        request -> request.queueUrl(queue.url()).entries(entries)));
        long answered = nanoTime.getAsLong();
        for (DeleteMessageBatchResultEntry entry : response.successful()) {
            Delivery delivery = done.get(Integer.parseInt(entry.id()));
            deliveries.deleted(delivery.message().messageId(), delivery.asked(), answered);
        }
    }

    /** Gives back what could not be done, to be delivered again at once. */
    void giveBack(List<Delivery> undone) throws InterruptedException {
        if (undone.isEmpty()) {
            return;
        }
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Delivery delivery : undone) {
            deliveries.givingBack(delivery.message().messageId());
            entries.add(
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(delivery.message().receiptHandle())
                            .visibilityTimeout(0)
                            .build());
        }
        retry.untilAnswered(() ->
                queue.sqs()
                        .changeMessageVisibilityBatch(
                                request -> request.queueUrl(queue.url()).entries(entries)));
    }
}
