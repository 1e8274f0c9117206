package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

final class SendMessageBatch implements Command<SendMessageBatchRequest, SendMessageBatchResponse> {
    /** An entry on its way: what is wrong with it, if anything is. */
    private record Checked(String id, NewMessage message, int size, @Nullable AwsException error) {}

    @Override
    public String entity(SendMessageBatchRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<SendMessageBatchResponse> handle(
            Tx tx, SendMessageBatchRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        Batch.check(
                request.entries(),
                SendMessageBatchRequestEntry::id,
                "SendMessageBatchRequestEntry");
        List<Checked> entries = new ArrayList<>(request.entries().size());
        long size = 0;
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            Checked checked = check(entry, queue.definition());
            entries.add(checked);
            size += checked.size;
        }
        Batch.checkSize(size);
        List<SendMessageBatchResultEntry> successful = new ArrayList<>(entries.size());
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (Checked entry : entries) {
            if (entry.error == null) {
                SentMessage sent = SentMessage.send(tx, queue, entry.message, caller);
                successful.add(told(entry.id, sent));
            } else {
                failed.add(Batch.failed(entry.id, entry.error));
            }
        }
        return Outcome.reply(
                SendMessageBatchResponse.builder()
                        .successful(Batch.told(successful))
                        .failed(Batch.told(failed))
                        .build());
    }

    private static Checked check(SendMessageBatchRequestEntry entry, Queue queue) {
        NewMessage message = NewMessage.of(entry);
        int size = 0;
        try {
            size = message.size();
            message.check(queue, size);
            return new Checked(entry.id(), message, size, null);
        } catch (AwsException e) {
            return new Checked(entry.id(), message, size, e);
        }
    }

    private static SendMessageBatchResultEntry told(String id, SentMessage sent) {
        return SendMessageBatchResultEntry.builder()
                .id(id)
                .messageId(sent.messageId())
                .md5OfMessageBody(sent.bodyMd5())
                .md5OfMessageAttributes(sent.attributesMd5())
                .md5OfMessageSystemAttributes(sent.systemAttributesMd5())
                .sequenceNumber(sent.sequenceNumber())
                .build();
    }
}
