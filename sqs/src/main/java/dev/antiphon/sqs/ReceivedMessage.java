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
     * overtaken by a later receive deletes nothing, which is no error; on a FIFO queue it is one,
     * and so is a handle whose visibility timeout is over, since the order would suffer.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameterValue
     */
    void delete(Tx tx, LiveQueue queue) {
        if (expired(queue, tx.now())) {
            throw SqsErrors.receiptHandleHasExpired(handle);
        }
        if (!receivedAgain()) {
            Messages.remove(tx, queue, key, message);
        }
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
     * Sets when it becomes visible again. A message of a standard queue that is visible already,
     * and that nobody has received since, becomes invisible once more, as on AWS; and while one is
     * in flight, the handles of earlier receives are as good as the last.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameterValue
     */
    void changeVisibility(Tx tx, LiveQueue queue, Duration timeout) {
        if (delivery == null || overtaken(delivery, queue, tx.now())) {
            throw SqsErrors.notAvailableForVisibilityChange(handle);
        }
        VisibilityTimeout.checkTotal(timeout, delivery.received(), tx.now());
        tx.put(SqsTables.DELIVERIES, key, delivery.until(tx.now().plus(timeout)));
    }

    private boolean overtaken(Delivery last, LiveQueue queue, Instant now) {
        boolean visible = !last.invisibleAt(now);
        return queue.fifo() ? visible || receivedAgain() : visible && receivedAgain();
    }
}
