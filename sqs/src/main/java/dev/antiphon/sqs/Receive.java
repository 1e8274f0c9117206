package dev.antiphon.sqs;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages out of a queue for a consumer. On the way it clears away what should not be there
 * any more: messages beyond the retention period, and those that were received too often, which go
 * to the dead-letter queue. Candidates after one that went away may be taken in the same go; so a
 * poison message does not hold up its group.
 *
 * @param <M> what the consumer is given of a message
 */
final class Receive<M> {
    /** How a message is told to whoever received it. */
    @FunctionalInterface
    interface View<M> {
        M of(MessageKey key, StoredMessage message, Delivery delivery);
    }

    /** Messages cleared away in one go: more would keep the partition from everything else. */
    private static final int MOST_CLEARED = 500;

    private static final int READ_AT_ONCE = 16;

    private final Tx tx;
    private final LiveQueue queue;
    private final Duration timeout;
    private final View<M> view;
    private final Instant now;
    private int cleared;
    private int bytesLeft = Integer.MAX_VALUE;

    Receive(Tx tx, LiveQueue queue, Duration timeout, View<M> view) {
        this.tx = tx;
        this.queue = queue;
        this.timeout = timeout;
        this.view = view;
        this.now = tx.now();
    }

    /**
     * Whether it gave up looking for messages before all candidates were seen, or before there were
     * as many as were asked for.
     */
    boolean stoppedEarly() {
        return cleared >= MOST_CLEARED || bytesLeft <= 0;
    }

    /** Up to so many messages, and no more of them when their bodies take so many bytes. */
    List<M> messages(int most, int bytes) {
        bytesLeft = bytes;
        return messages(most, null);
    }

    /**
     * Up to so many messages.
     *
     * @param attemptId what makes this call a repetition of an earlier one, on a FIFO queue
     */
    List<M> messages(int most, @Nullable String attemptId) {
        Deduplication.Key attempt = null;
        if (attemptId != null) {
            attempt = Deduplication.attemptKey(queue, attemptId, now);
            List<M> again = repeat(attempt);
            if (!again.isEmpty()) {
                return again;
            }
        }
        int room = QueueIndex.MOST_IN_FLIGHT - queue.messages().inFlight();
        if (room <= 0) {
            if (queue.fifo()) {
                return List.of();
            }
            throw SqsErrors.overLimit(
                    "The maximum number of in flight messages is reached: "
                            + QueueIndex.MOST_IN_FLIGHT
                            + ".");
        }
        return take(Math.min(most, room), attempt);
    }

    private List<M> take(int most, Deduplication.@Nullable Key attempt) {
        List<M> messages = new ArrayList<>(most);
        List<ReceiveAttempt.Taken> taken = new ArrayList<>();
        Candidates candidates = queue.messages().candidates();
        while (messages.size() < most && !stoppedEarly()) {
            List<MessageKey> keys =
                    next(candidates, Math.min(READ_AT_ONCE, most - messages.size()));
            if (keys.isEmpty()) {
                break;
            }
            List<@Nullable StoredMessage> found = tx.getAll(SqsTables.MESSAGES, keys);
            for (int i = 0; i < keys.size(); i++) {
                StoredMessage message =
                        Check.present(found.get(i), "every message of the index is there");
                take(keys.get(i), message, messages, taken);
            }
        }
        if (attempt != null && !taken.isEmpty()) {
            tx.put(SqsTables.RECEIVE_ATTEMPTS, attempt, new ReceiveAttempt(now, taken));
            Deduplication.useBucket(tx, queue, attempt);
        }
        return messages;
    }

    private List<MessageKey> next(Candidates candidates, int most) {
        List<MessageKey> keys = new ArrayList<>(most);
        while (keys.size() < most) {
            long sequence = candidates.next();
            if (sequence == Line.NONE) {
                break;
            }
            keys.add(new MessageKey(queue.queueId(), sequence));
        }
        return keys;
    }

    private void take(
            MessageKey key,
            StoredMessage message,
            List<M> messages,
            List<ReceiveAttempt.Taken> taken) {
        Delivery previous =
                queue.messages().tracks(key.sequence()) ? tx.get(SqsTables.DELIVERIES, key) : null;
        if (clearedAway(key, message, previous)) {
            cleared++;
            return;
        }
        Delivery delivery = delivery(message, previous);
        tx.put(SqsTables.DELIVERIES, key, delivery);
        messages.add(view.of(key, message, delivery));
        bytesLeft -= message.body().length;
        taken.add(
                new ReceiveAttempt.Taken(
                        key.sequence(), delivery.nonce(), delivery.invisibleUntil()));
    }

    private Delivery delivery(StoredMessage message, @Nullable Delivery previous) {
        return new Delivery(
                previous == null ? message.group() : previous.group(),
                previous == null ? 1 : previous.receives() + 1,
                previous == null ? now : previous.firstReceived(),
                now,
                VisibilityTimeout.end(tx, timeout),
                tx.ids().random());
    }

    private boolean clearedAway(
            MessageKey key, StoredMessage message, @Nullable Delivery previous) {
        if (Retention.expired(queue.definition(), message.sent(), now)) {
            Messages.remove(tx, queue, key, message);
            return true;
        }
        RedrivePolicy policy = queue.definition().attributes().redrivePolicy();
        if (policy == null || previous == null || previous.receives() < policy.maxReceiveCount()) {
            return false;
        }
        QueueArn target = policy.deadLetterTarget();
        if (tx.catalog(SqsTables.QUEUES).get(target) == null) {
            return false; // AWS goes on delivering it, rather than lose it
        }
        Messages.remove(tx, queue, key, message);
        Parcel.deadLetter(queue.definition().arn(), message, previous).send(tx, target);
        return true;
    }

    /**
     * What an earlier call with the same attempt id gave out, if nothing has happened to any of it
     * since; invisible for another timeout.
     */
    private List<M> repeat(Deduplication.Key attempt) {
        ReceiveAttempt earlier = Deduplication.attempt(tx, queue, attempt);
        if (earlier == null) {
            return List.of();
        }
        List<M> again = new ArrayList<>();
        List<ReceiveAttempt.Taken> prolonged = new ArrayList<>();
        for (ReceiveAttempt.Taken taken : earlier.taken()) {
            MessageKey key = new MessageKey(queue.queueId(), taken.sequence());
            StoredMessage message = tx.get(SqsTables.MESSAGES, key);
            Delivery delivery = message == null ? null : tx.get(SqsTables.DELIVERIES, key);
            if (message == null
                    || delivery == null
                    || delivery.nonce() != taken.nonce()
                    || !delivery.invisibleUntil().equals(taken.invisibleUntil())
                    || !delivery.invisibleAt(now)) {
                return List.of();
            }
            Delivery longer = delivery.until(VisibilityTimeout.end(tx, timeout));
            again.add(view.of(key, message, longer));
            prolonged.add(
                    new ReceiveAttempt.Taken(
                            taken.sequence(), taken.nonce(), longer.invisibleUntil()));
        }
        for (ReceiveAttempt.Taken taken : prolonged) {
            MessageKey key = new MessageKey(queue.queueId(), taken.sequence());
            Delivery delivery = tx.get(SqsTables.DELIVERIES, key);
            if (delivery != null) {
                tx.put(SqsTables.DELIVERIES, key, delivery.until(taken.invisibleUntil()));
            }
        }
        tx.put(SqsTables.RECEIVE_ATTEMPTS, attempt, new ReceiveAttempt(earlier.at(), prolonged));
        Deduplication.useBucket(tx, queue, attempt);
        return again;
    }
}
