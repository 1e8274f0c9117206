package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Shows the messages of a queue, oldest first, without receiving them: what {@code
 * /_aws/sqs/messages} answers with. Public and not in the table of operations, since AWS has none
 * such.
 *
 * <p>The request is that of a receive, of which only the queue counts; the answer too, with every
 * attribute and without receipt handles. It ends after some megabytes: a partition must not be kept
 * busy, or the heap filled, by somebody who looks into a queue of millions.
 */
public final class PeekMessages implements Command<ReceiveMessageRequest, ReceiveMessageResponse> {
    private static final int MOST_MESSAGES = 10_000;
    private static final long MOST_BYTES = 16 << 20;

    private final boolean inFlight;
    private final boolean delayed;

    /**
     * @param inFlight whether to show messages that consumers have, too
     * @param delayed whether to show messages whose delay is not over, too
     */
    public PeekMessages(boolean inFlight, boolean delayed) {
        this.inFlight = inFlight;
        this.delayed = delayed;
    }

    @Override
    public String entity(ReceiveMessageRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<ReceiveMessageResponse> handle(
            Tx tx, ReceiveMessageRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        List<Message> messages = new ArrayList<>();
        long bytes = 0;
        try (Scan<MessageKey, StoredMessage> scan =
                tx.scan(
                        SqsTables.MESSAGES,
                        MessageKey.first(queue.queueId()),
                        MessageKey.end(queue.queueId()))) {
            while (messages.size() < MOST_MESSAGES && bytes < MOST_BYTES && scan.next()) {
                StoredMessage message = scan.value();
                long sequence = scan.key().sequence();
                if (wanted(queue.messages(), sequence)
                        && !Retention.expired(queue.definition(), message.sent(), tx.now())) {
                    Delivery delivery = tx.get(SqsTables.DELIVERIES, scan.key());
                    messages.add(
                            MessageView.FULL.of(message, sequence, queue.fifo(), delivery, null));
                    bytes += message.bytes();
                }
            }
        }
        return Outcome.reply(ReceiveMessageResponse.builder().messages(messages).build());
    }

    private boolean wanted(QueueIndex<?> index, long sequence) {
        return (inFlight || !index.inFlight(sequence)) && (delayed || !index.delayed(sequence));
    }
}
