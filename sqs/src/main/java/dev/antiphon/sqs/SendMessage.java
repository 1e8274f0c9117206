package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

final class SendMessage implements Command<SendMessageRequest, SendMessageResponse> {
    @Override
    public String entity(SendMessageRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<SendMessageResponse> handle(Tx tx, SendMessageRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        NewMessage message = NewMessage.of(request);
        message.check(queue.definition(), message.size());
        SentMessage sent = SentMessage.send(tx, queue, message, caller);
        return Outcome.reply(
                SendMessageResponse.builder()
                        .messageId(sent.messageId())
                        .md5OfMessageBody(sent.bodyMd5())
                        .md5OfMessageAttributes(sent.attributesMd5())
                        .md5OfMessageSystemAttributes(sent.systemAttributesMd5())
                        .sequenceNumber(sent.sequenceNumber())
                        .build());
    }
}
