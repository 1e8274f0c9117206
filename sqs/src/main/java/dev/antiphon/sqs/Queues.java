package dev.antiphon.sqs;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The queues of a partition, as their rows make them. Operations enter through {@link #of}, time
 * through {@link #wake}.
 */
final class Queues implements Shard {
    static final ShardKey<Queues> KEY = new ShardKey<>("sqs", Queues::new);

    /** Queues in which time passes in one go. */
    private static final int QUEUES_A_WAKE = 64;

    private final Map<QueueArn, LiveQueue> byArn = new HashMap<>();
    private final LongMap<LiveQueue> byId = new LongMap<>();

    /**
     * Those in which something is due at some time, by that time. A time noted here may be too
     * early, never too late.
     */
    private final TreeSet<LiveQueue> schedule =
            new TreeSet<>(
                    Comparator.<LiveQueue>comparingLong(queue -> queue.scheduled)
                            .thenComparingLong(LiveQueue::queueId));

    /**
     * A queue, as it is now.
     *
     * @throws dev.antiphon.api.AwsException QueueDoesNotExist
     */
    static LiveQueue of(Tx tx, QueueArn arn) {
        LiveQueue queue = find(tx, arn);
        if (queue == null) {
            throw SqsErrors.queueDoesNotExist();
        }
        return queue;
    }

    /** A queue, as it is now, or null if there is none such in this partition. */
    static @Nullable LiveQueue find(Tx tx, QueueArn arn) {
        LiveQueue queue = tx.shard(KEY).byArn.get(arn);
        if (queue != null) {
            queue.messages().passTime(tx.now().toEpochMilli());
        }
        return queue;
    }

    /** The queues of this partition, as they are now, in no order. */
    static Collection<LiveQueue> all(Tx tx) {
        Collection<LiveQueue> queues = tx.shard(KEY).byArn.values();
        queues.forEach(queue -> queue.messages().passTime(tx.now().toEpochMilli()));
        return queues;
    }

    @Override
    public void observe(Observers observers) {
        observers.follow(
                SqsTables.QUEUES,
                new RowObserver<>() {
                    @Override
                    public void put(QueueArn arn, Queue definition) {
                        define(definition, observers::signal);
                    }

                    @Override
                    public void deleted(QueueArn arn) {
                        drop(arn, observers::signal);
                    }
                });
        observers.follow(SqsTables.MESSAGES, new MessageRows());
        observers.follow(SqsTables.DELIVERIES, new DeliveryRows());
        observers.follow(SqsTables.DEDUPLICATION_BUCKETS, new BucketRows());
        observers.follow(SqsTables.MOVE_TASKS, new MoveTaskRows());
    }

    @Override
    public Instant nextWake() {
        return schedule.isEmpty() ? Instant.MAX : Instant.ofEpochMilli(schedule.first().scheduled);
    }

    /**
     * Lets time pass in the queues that are due, up to the first in which rows are due too: an
     * operation does a slice of the work of one queue. If that fails, the queue is where it was,
     * and as it was.
     */
    @Override
    public void wake(Tx tx) {
        long now = tx.now().toEpochMilli();
        for (int i = 0; i < QUEUES_A_WAKE && !schedule.isEmpty(); i++) {
            LiveQueue queue = schedule.first();
            if (queue.scheduled > now) {
                return;
            }
            queue.messages().passTime(now);
            boolean rowsAreDue = queue.nextDue() <= now;
            if (rowsAreDue) {
                Retention.Bounds before = queue.retention().bounds();
                boolean succeeded = false;
                try {
                    lookAfter(tx, queue, now);
                    succeeded = true;
                } finally {
                    if (!succeeded) {
                        queue.retention().restore(before);
                    }
                }
            }
            reschedule(queue);
            if (rowsAreDue) {
                return;
            }
        }
    }

    private void reschedule(LiveQueue queue) {
        schedule.remove(queue);
        queue.scheduled = queue.nextDue();
        if (queue.scheduled != Long.MAX_VALUE) {
            schedule.add(queue);
        }
    }

    private static void lookAfter(Tx tx, LiveQueue queue, long now) {
        if (!queue.messages().isEmpty() && queue.retention().due(queue.definition()) <= now) {
            queue.retention().sweep(tx, queue);
        }
        if (queue.deduplicationBuckets().nextDue() <= now) {
            Deduplication.forgetOldest(tx, queue);
        }
        MoveTask task = queue.moveTask();
        if (task != null && task.nextSlice().toEpochMilli() <= now) {
            task.slice(tx, queue);
        }
    }

    private void define(Queue definition, LiveQueue.Signals signals) {
        LiveQueue queue = byArn.get(definition.arn());
        if (queue == null) {
            queue = new LiveQueue(definition, signals);
            byArn.put(definition.arn(), queue);
            byId.put(definition.queueId(), queue);
        } else {
            queue.redefine(definition);
        }
        changed(queue);
    }

    private void drop(QueueArn arn, LiveQueue.Signals signals) {
        LiveQueue queue = byArn.remove(arn);
        if (queue != null) {
            byId.remove(queue.queueId());
            schedule.remove(queue);
            signals.signal(queue.arrivals(), Integer.MAX_VALUE); // to learn that it is gone
        }
    }

    private void changed(LiveQueue queue) {
        long due = queue.nextDue();
        if (due < queue.scheduled) {
            schedule.remove(queue);
            queue.scheduled = due;
            schedule.add(queue);
        }
    }

    private final class MessageRows implements RowObserver<MessageKey, StoredMessage> {
        @Override
        public void put(MessageKey key, StoredMessage message) {
            LiveQueue queue = byId.get(key.queueId());
            if (queue != null) {
                queue.messageAdded(key.sequence(), message);
                changed(queue);
            }
        }

        @Override
        public void deleted(MessageKey key) {
            LiveQueue queue = byId.get(key.queueId());
            if (queue != null) {
                queue.messages().removed(key.sequence());
            }
        }

        /** Only whole queues are emptied so. */
        @Override
        public void rangeDeleted(MessageKey from, MessageKey to) {
            LiveQueue queue = byId.get(from.queueId());
            if (queue != null) {
                queue.messages().clear();
            }
        }
    }

    private final class DeliveryRows implements RowObserver<MessageKey, Delivery> {
        @Override
        public void put(MessageKey key, Delivery delivery) {
            LiveQueue queue = byId.get(key.queueId());
            if (queue != null) {
                queue.messages()
                        .delivered(
                                key.sequence(),
                                delivery.group(),
                                delivery.received().toEpochMilli(),
                                delivery.invisibleUntil().toEpochMilli());
                changed(queue);
            }
        }

        /** The message itself goes in the same operation. */
        @Override
        public void deleted(MessageKey key) {}

        @Override
        public void rangeDeleted(MessageKey from, MessageKey to) {}
    }

    private final class BucketRows implements RowObserver<Deduplication.Bucket, Boolean> {
        @Override
        public void put(Deduplication.Bucket bucket, Boolean present) {
            LiveQueue queue = byId.get(bucket.queueId());
            if (queue != null) {
                queue.deduplicationBuckets().added(bucket.number());
                changed(queue);
            }
        }

        @Override
        public void deleted(Deduplication.Bucket bucket) {
            LiveQueue queue = byId.get(bucket.queueId());
            if (queue != null) {
                queue.deduplicationBuckets().removed(bucket.number());
            }
        }

        @Override
        public void rangeDeleted(Deduplication.Bucket from, Deduplication.Bucket to) {
            LiveQueue queue = byId.get(from.queueId());
            if (queue != null) {
                queue.deduplicationBuckets().removed(from.number(), to.number());
            }
        }
    }

    private final class MoveTaskRows implements RowObserver<MoveTask.Key, MoveTask> {
        @Override
        public void put(MoveTask.Key key, MoveTask task) {
            LiveQueue queue = byId.get(key.queueId());
            if (queue != null) {
                queue.moveTaskChanged(task);
                changed(queue);
            }
        }

        @Override
        public void deleted(MoveTask.Key key) {
            // Only tasks that are over are removed.
        }

        @Override
        public void rangeDeleted(MoveTask.Key from, MoveTask.Key to) {
            // With their queue.
        }
    }
}
