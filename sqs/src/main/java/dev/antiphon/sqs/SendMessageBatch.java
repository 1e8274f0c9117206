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

final class SendMessageBatch
        implements Command<SendMessageBatchRequest, SendMessageBatchResponse> {
    @Override
    public String entity(SendMessageBatchRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<SendMessageBatchResponse> handle(
            Tx tx, SendMessageBatchRequest request, Caller caller) {
        LiveQueue queue = LiveQueues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        List<SendMessageBatchRequestEntry> entries = request.entries();
        Batch.check(
                entries, SendMessageBatchRequestEntry::id, "SendMessageBatchRequestEntry");
        List<@Nullable AwsException> errors = new ArrayList<>(entries.size());
        long size = 0;
        for (SendMessageBatchRequestEntry entry : entries) {
            try {
                size += NewMessage.of(entry).check(queue.definition());
                errors.add(null);
            } catch (AwsException e) {
                errors.add(e);
            }
        }
        Batch.checkSize(size);
        List<SendMessageBatchResultEntry> successful = new ArrayList<>(entries.size());
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            SendMessageBatchRequestEntry entry = entries.get(i);
            AwsException error = errors.get(i);
            if (error == null) {
                successful.add(send(tx, queue, entry, caller));
            } else {
                failed.add(Batch.failed(entry.id(), error));
            }
        }
        return Outcome.reply(
                SendMessageBatchResponse.builder().successful(successful).failed(failed).build());
    }

    private static SendMessageBatchResultEntry send(
            Tx tx, LiveQueue queue, SendMessageBatchRequestEntry entry, Caller caller) {
        SentMessage sent = SentMessage.send(tx, queue, NewMessage.of(entry), caller);
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.messageId())
                .md5OfMessageBody(sent.bodyMd5())
                .md5OfMessageAttributes(sent.attributesMd5())
                .md5OfMessageSystemAttributes(sent.systemAttributesMd5())
                .sequenceNumber(sent.sequenceNumber())
                .build();
    }
}
