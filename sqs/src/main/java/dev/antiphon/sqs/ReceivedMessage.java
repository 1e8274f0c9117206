package dev.antiphon.sqs;

import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the consumer names it who received it: by a receipt handle, which is good until the
 * message is received again.
 *
 * @param delivery null if the machine was lost with the last receive: then nobody else can have
 *     received it since, and the handle is good
 */
record ReceivedMessage(
        MessageKey key,
        String handle,
        long nonce,
        StoredMessage message,
        @Nullable Delivery delivery) {

    /**
     * The message, or null if it is gone.
     *
     * @throws dev.antiphon.api.AwsException ReceiptHandleIsInvalid
     */
    static @Nullable ReceivedMessage find(Tx tx, LiveQueue queue, @Nullable String handle) {
        if (handle == null || handle.isEmpty()) {
            throw SqsErrors.missingParameter("ReceiptHandle");
        }
        ReceiptHandle parsed = ReceiptHandle.parse(handle, queue.nameSum());
        if (parsed == null || parsed.queueId() != queue.queueId()) {
            throw SqsErrors.receiptHandleIsInvalid(handle);
        }
        MessageKey key = parsed.message();
        StoredMessage message = tx.get(SqsTables.MESSAGES, key);
        return message == null
                ? null
                : new ReceivedMessage(
                        key, handle, parsed.nonce(), message, tx.get(SqsTables.DELIVERIES, key));
    }

    /** Whether it has been received again since. */
    boolean receivedAgain() {
        return delivery != null && delivery.nonce() != nonce;
    }

    /**
     * Deletes it, if this is still the consumer's to do. On a standard queue a handle that was
     * overtaken by a later receive deletes nothing, which is no error; on a FIFO queue it has
     * expired then, and so has one whose visibility timeout is over, since the order would suffer.
     *
     * @return false if the handle has expired
     */
    boolean delete(Tx tx, LiveQueue queue) {
        if (expired(queue, tx.now())) {
            return false;
        }
        if (!receivedAgain()) {
            Messages.remove(tx, queue, key, message);
        }
        return true;
    }

    private boolean expired(LiveQueue queue, Instant now) {
        if (delivery == null) {
            return false;
        }
        if (queue.fifo()) {
            return receivedAgain() || !delivery.invisibleAt(now);
        }
        return !receivedAgain()
                && !delivery.received().plus(VisibilityTimeout.LONGEST_TOTAL).isAfter(now);
    }

    /**
     * Sets when it becomes visible again. On a standard queue AWS lets whoever has ever received
     * the message do that, also when it is visible already, which hides it once more. On a FIFO
     * queue it must be in flight, and with the one who asks.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameterValue
     */
    void changeVisibility(Tx tx, LiveQueue queue, Duration timeout) {
        if (delivery == null
                || (queue.fifo() && (receivedAgain() || !delivery.invisibleAt(tx.now())))) {
            throw SqsErrors.notAvailableForVisibilityChange(handle);
        }
        VisibilityTimeout.checkTotal(timeout, delivery.received(), tx.now());
        tx.put(SqsTables.DELIVERIES, key, delivery.until(VisibilityTimeout.end(tx, timeout)));
        tx.sync(); // what a receive merely sets is promised here
    }
}
