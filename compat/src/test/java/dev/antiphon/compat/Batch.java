package dev.antiphon.compat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The entries of batches. Their ids are their places, from 0 on. */
public final class Batch {
    private Batch() {}

    public static List<SendMessageBatchRequestEntry> sending(List<String> bodies) {
        return entries(bodies.size(), i -> entry("" + i, bodies.get(i)));
    }

    static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    public static List<DeleteMessageBatchRequestEntry> deleting(List<String> receiptHandles) {
        return entries(
                receiptHandles.size(),
                i ->
                        DeleteMessageBatchRequestEntry.builder()
                                .id("" + i)
                                .receiptHandle(receiptHandles.get(i))
                                .build());
    }

    public static List<ChangeMessageVisibilityBatchRequestEntry> hiding(
            List<String> receiptHandles, Duration timeout) {
        return entries(
                receiptHandles.size(),
                i ->
                        ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id("" + i)
                                .receiptHandle(receiptHandles.get(i))
                                .visibilityTimeout((int) timeout.toSeconds())
                                .build());
    }

    private static <E> List<E> entries(int count, Function<Integer, E> entry) {
        return IntStream.range(0, count).boxed().map(entry).toList();
    }
}
