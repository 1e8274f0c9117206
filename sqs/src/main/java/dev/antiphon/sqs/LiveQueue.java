package dev.antiphon.sqs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as the partition that owns it has it in memory: its definition, the index of its messages
 * and what is due in it. Like every index it follows the rows; see {@link Queues}.
 */
final class LiveQueue {
    /** What receives wait for that found nothing. */
    record Arrivals(long queueId) {}

    /** How long a change of attributes may take to come into force. */
    private static final Duration PROPAGATION = Duration.ofSeconds(60);

    private Queue definition;
    private final Arrivals arrivals;
    private final int nameSum;
    private final QueueIndex<?> messages;
    private final Retention retention = new Retention();
    private final DeduplicationBuckets deduplicationBuckets = new DeduplicationBuckets();
    private @Nullable MoveTask moveTask;
    private Instant narrowerScopeFrom = Instant.MIN;

    /** Under which time {@link Queues} has noted it down. */
    long scheduled = Long.MAX_VALUE;

    /** What wakes receives that wait; see {@link dev.antiphon.engine.Observers#signal}. */
    interface Signals {
        void signal(Object topic, int permits);
    }

    LiveQueue(Queue definition, Signals signals) {
        this.definition = definition;
        Arrivals topic = new Arrivals(definition.queueId());
        this.arrivals = topic;
        this.nameSum = ReceiptHandle.nameSum(definition.arn());
        this.messages = QueueIndex.of(definition.fifo(), () -> signals.signal(topic, 1));
    }

    Queue definition() {
        return definition;
    }

    long queueId() {
        return definition.queueId();
    }

    boolean fifo() {
        return definition.fifo();
    }

    /** See {@link ReceiptHandle#nameSum}. */
    int nameSum() {
        return nameSum;
    }

    QueueIndex<?> messages() {
        return messages;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Retention retention() {
        return retention;
    }

    DeduplicationBuckets deduplicationBuckets() {
        return deduplicationBuckets;
    }

    /** The move task whose source this is, if one is active. */
    @Nullable MoveTask moveTask() {
        return moveTask;
    }

    void moveTaskChanged(MoveTask task) {
        if (task.status().active()) {
            moveTask = task;
        } else if (moveTask != null && moveTask.key().equals(task.key())) {
            moveTask = null;
        }
    }

    /**
     * Among which messages a deduplication id is unique at present. When the scope of an existing
     * queue is narrowed, AWS goes on to deduplicate by the wider one for a while; so do we, for as
     * long as it allows attributes to take to come into force. Not kept across a restart: it only
     * decides how early a promise ends.
     */
    boolean deduplicatesByGroup(Instant now) {
        QueueAttributes.Fifo fifo = definition.attributes().fifo();
        return fifo != null
                && fifo.deduplicationScope() == QueueAttributes.DeduplicationScope.MESSAGE_GROUP
                && !now.isBefore(narrowerScopeFrom);
    }

    /**
     * Takes a change of attributes over. A shorter delay of a FIFO queue holds for the messages
     * that are still delayed, as on AWS. (A longer one holds for new messages only: to hide again
     * what could be received already would mean to read all messages.)
     */
    void redefine(Queue changed) {
        Queue before = definition;
        definition = changed;
        if (changed.fifo() && !changed.attributes().delay().equals(before.attributes().delay())) {
            messages.delayAtMost(changed.attributes().delay().toMillis());
        }
        QueueAttributes.Fifo fifo = before.attributes().fifo();
        if (fifo != null && fifo.deduplicationScope() == QueueAttributes.DeduplicationScope.QUEUE) {
            narrowerScopeFrom = changed.lastModified().plus(PROPAGATION);
        }
    }

    void messageAdded(long sequence, StoredMessage message) {
        long sent = message.sent().toEpochMilli();
        retention.added(sequence, sent, messages.isEmpty());
        long available = message.available().toEpochMilli();
        if (fifo()) {
            // The queue may have been told of a shorter delay since: see redefine.
            available = Math.min(available, sent + definition.attributes().delay().toMillis());
        }
        messages.added(sequence, message.group(), sent, available);
    }

    /** When something is due in it, or {@link Long#MAX_VALUE}. */
    long nextDue() {
        long due = Math.min(messages.nextDeadline(), deduplicationBuckets.nextDue());
        if (!messages.isEmpty()) {
            due = Math.min(due, retention.due(definition));
        }
        if (moveTask != null) {
            due = Math.min(due, moveTask.nextSlice().toEpochMilli());
        }
        return due;
    }
}
