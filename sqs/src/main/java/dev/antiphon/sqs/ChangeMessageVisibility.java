package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

/** Sets when a received message becomes visible again, counted from now. */
final class ChangeMessageVisibility
        implements Command<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> {
    @Override
    public String entity(ChangeMessageVisibilityRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<ChangeMessageVisibilityResponse> handle(
            Tx tx, ChangeMessageVisibilityRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        Duration timeout = VisibilityTimeout.ofChange(request.visibilityTimeout());
        ReceivedMessage message = ReceivedMessage.find(tx, queue, request.receiptHandle());
        if (message == null) {
            throw SqsErrors.notAvailableForVisibilityChange(request.receiptHandle());
        }
        message.changeVisibility(tx, queue, timeout);
        return Outcome.reply(ChangeMessageVisibilityResponse.builder().build());
    }
}
