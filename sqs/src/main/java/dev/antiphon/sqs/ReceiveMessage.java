package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Gives out messages, and waits for some if it is told to. What it gives out is {@link Receive}'s.
 */
final class ReceiveMessage implements Command<ReceiveMessageRequest, ReceiveMessageResponse> {
    private static final int MOST_MESSAGES = 10;
    private static final int LONGEST_WAIT = 20;

    @Override
    public String entity(ReceiveMessageRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @SuppressWarnings("deprecation") // older clients still say AttributeNames
    @Override
    public Outcome<ReceiveMessageResponse> handle(
            Tx tx, ReceiveMessageRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        int most = most(request.maxNumberOfMessages());
        Duration wait = waitTime(request.waitTimeSeconds(), queue.definition());
        Duration timeout =
                VisibilityTimeout.ofReceive(request.visibilityTimeout(), queue.definition());
        MessageView view =
                MessageView.of(
                        request.messageSystemAttributeNamesAsStrings(),
                        request.attributeNamesAsStrings(),
                        request.messageAttributeNames());
        String attemptId = attemptId(request.receiveRequestAttemptId(), queue);
        Receive<Message> receive = new Receive<>(tx, queue, timeout, view.ofReceived(queue));
        List<Message> messages = receive.messages(most, attemptId);
        if (!messages.isEmpty()) {
            return Outcome.reply(ReceiveMessageResponse.builder().messages(messages).build());
        }
        Instant deadline = tx.arrivedAt().plus(wait);
        if (!deadline.isAfter(tx.now())) {
            return Outcome.reply(ReceiveMessageResponse.builder().build());
        }
        return Outcome.waitFor(queue.arrivals(), receive.stoppedEarly() ? tx.now() : deadline);
    }

    private static int most(@Nullable Integer asked) {
        if (asked == null) {
            return 1;
        }
        if (asked < 1 || asked > MOST_MESSAGES) {
            throw SqsErrors.invalidParameter(
                    "MaxNumberOfMessages", asked, "Must be between 1 and 10, if provided.");
        }
        return asked;
    }

    private static Duration waitTime(@Nullable Integer asked, Queue queue) {
        if (asked == null) {
            return queue.attributes().receiveWait();
        }
        if (asked < 0 || asked > LONGEST_WAIT) {
            throw SqsErrors.invalidParameter(
                    "WaitTimeSeconds", asked, "Must be >= 0 and <= 20, if provided.");
        }
        return Duration.ofSeconds(asked);
    }

    private static @Nullable String attemptId(@Nullable String id, LiveQueue queue) {
        if (id == null) {
            return null;
        }
        if (!queue.fifo()) {
            throw SqsErrors.notForThisQueueType("ReceiveRequestAttemptId", id);
        }
        MessageRules.checkReceiveRequestAttemptId(id);
        return id;
    }
}
