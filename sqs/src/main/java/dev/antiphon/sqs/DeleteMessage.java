package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/** Deletes a message. One that is gone already is no error. */
final class DeleteMessage implements Command<DeleteMessageRequest, DeleteMessageResponse> {
    @Override
    public String entity(DeleteMessageRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<DeleteMessageResponse> handle(
            Tx tx, DeleteMessageRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        ReceivedMessage message = ReceivedMessage.find(tx, queue, request.receiptHandle());
        if (message != null && !message.delete(tx, queue)) {
            throw SqsErrors.receiptHandleHasExpired(request.receiptHandle());
        }
        return Outcome.reply(DeleteMessageResponse.builder().build());
    }
}
