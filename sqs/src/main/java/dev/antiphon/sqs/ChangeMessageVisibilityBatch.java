package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;

final class ChangeMessageVisibilityBatch
        implements Command<
                ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> {
    @Override
    public String entity(ChangeMessageVisibilityBatchRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<ChangeMessageVisibilityBatchResponse> handle(
            Tx tx, ChangeMessageVisibilityBatchRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        Batch.check(
                request.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                "ChangeMessageVisibilityBatchRequestEntry");
        List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            try {
                change(tx, queue, entry);
                successful.add(
                        ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
            } catch (AwsException e) {
                failed.add(Batch.failed(entry.id(), e));
            }
        }
        return Outcome.reply(
                ChangeMessageVisibilityBatchResponse.builder()
                        .successful(Batch.told(successful))
                        .failed(Batch.told(failed))
                        .build());
    }

    private static void change(
            Tx tx, LiveQueue queue, ChangeMessageVisibilityBatchRequestEntry entry) {
        Duration timeout = VisibilityTimeout.ofChange(entry.visibilityTimeout());
        ReceivedMessage message = ReceivedMessage.find(tx, queue, entry.receiptHandle());
        if (message == null) {
            throw SqsErrors.notAvailableForVisibilityChange(entry.receiptHandle());
        }
        message.changeVisibility(tx, queue, timeout);
    }
}
