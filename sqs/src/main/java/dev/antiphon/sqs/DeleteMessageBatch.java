package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;

final class DeleteMessageBatch
        implements Command<DeleteMessageBatchRequest, DeleteMessageBatchResponse> {
    @Override
    public String entity(DeleteMessageBatchRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<DeleteMessageBatchResponse> handle(
            Tx tx, DeleteMessageBatchRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        Batch.check(
                request.entries(),
                DeleteMessageBatchRequestEntry::id,
                "DeleteMessageBatchRequestEntry");
        List<DeleteMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            try {
                ReceivedMessage message = ReceivedMessage.find(tx, queue, entry.receiptHandle());
                if (message != null && !message.delete(tx, queue)) {
                    throw SqsErrors.receiptHandleHasExpired();
                }
                successful.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
            } catch (AwsException e) {
                failed.add(Batch.failed(entry.id(), e));
            }
        }
        return Outcome.reply(
                DeleteMessageBatchResponse.builder()
                        .successful(Batch.told(successful))
                        .failed(Batch.told(failed))
                        .build());
    }
}
