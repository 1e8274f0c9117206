package dev.antiphon.sqs;

import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in what other queues send. */
final class MessageReceiver implements Receiver<Parcel> {
    @Override
    public void receive(Tx tx, String address, Parcel parcel) {
        QueueArn arn = QueueArn.parse(address);
        LiveQueue queue = arn == null ? null : Queues.find(tx, arn);
        if (queue == null) {
            if (parcel.kind() != Parcel.Kind.BOUNCED) {
                parcel.bounced().send(tx, parcel.from());
            }
            // Otherwise both queues are gone, and with a queue go its messages.
            return;
        }
        switch (parcel.kind()) {
            case DEAD_LETTER -> takeDeadLetter(tx, queue, parcel);
            case REDRIVEN -> takeRedriven(tx, queue, parcel.message());
            case BOUNCED -> takeBack(tx, queue, parcel);
        }
    }

    /**
     * It keeps its id and attributes, and its age too, unless the queue is FIFO: there the age
     * counts from now, and its own id becomes the deduplication id, so that two messages that
     * shared one in different queues do not meet in it.
     */
    private static void takeDeadLetter(Tx tx, LiveQueue queue, Parcel parcel) {
        StoredMessage message = parcel.message();
        Instant sent = queue.fifo() ? tx.now() : message.sent();
        add(
                tx,
                queue,
                message.entering(
                        message.id(),
                        sent,
                        sent,
                        queue.fifo() ? message.id().toString() : message.deduplicationId(),
                        parcel.from().toString(),
                        message.earlierReceives() + parcel.receives(),
                        parcel.firstReceived()));
    }

    /** AWS treats it as a new message: a new id, a new age, never received. */
    private static void takeRedriven(Tx tx, LiveQueue queue, StoredMessage message) {
        UUID id = tx.ids().uuid();
        add(
                tx,
                queue,
                message.entering(id, tx.now(), tx.now(), message.deduplicationId(), null, 0, null));
    }

    /** As it left, with the receives that it had. */
    private static void takeBack(Tx tx, LiveQueue queue, Parcel parcel) {
        StoredMessage message = parcel.message();
        MessageKey key =
                add(
                        tx,
                        queue,
                        message.entering(
                                message.id(),
                                message.sent(),
                                message.sent(),
                                message.deduplicationId(),
                                message.deadLetterSource(),
                                message.earlierReceives(),
                                message.firstReceived()));
        @Nullable Instant first = parcel.firstReceived();
        if (parcel.receives() > 0 && first != null) {
            tx.put(
                    SqsTables.DELIVERIES,
                    key,
                    new Delivery(
                            message.group(),
                            parcel.receives(),
                            first,
                            tx.now(),
                            tx.now(),
                            tx.ids().random()));
        }
    }

    private static MessageKey add(Tx tx, LiveQueue queue, StoredMessage message) {
        MessageKey key = new MessageKey(queue.queueId(), tx.ids().next());
        tx.put(SqsTables.MESSAGES, key, message);
        return key;
    }
}
