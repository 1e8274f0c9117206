package dev.antiphon.sqs;

import dev.antiphon.engine.Tx;

/** The messages of a queue as a whole, and how one leaves it. */
final class Messages {
    private Messages() {}

    /** How many there are. */
    static QueueCounts counts(Tx tx, Queue queue) {
        LiveQueue live = Queues.find(tx, queue.arn());
        return live == null ? QueueCounts.NONE : live.messages().counts();
    }

    /** Removes all messages of a queue that is being deleted, whatever their state. */
    static void removeAll(Tx tx, Queue queue) {
        long queueId = queue.queueId();
        purge(tx, queueId, queue.fifo());
        tx.delete(SqsTables.PURGES, queueId);
        tx.deleteRange(
                SqsTables.MOVE_TASKS, MoveTask.Key.first(queueId), MoveTask.Key.end(queueId));
    }

    /** Removes all messages, and what is known of those that were here before. */
    static void purge(Tx tx, long queueId, boolean fifo) {
        tx.deleteRange(SqsTables.MESSAGES, MessageKey.first(queueId), MessageKey.end(queueId));
        tx.deleteRange(SqsTables.DELIVERIES, MessageKey.first(queueId), MessageKey.end(queueId));
        if (fifo) {
            Deduplication.forgetAll(tx, queueId);
        }
    }

    /**
     * Removes a message. One that nobody has received is taken first where the queue has lanes:
     * only from its delivery does the index learn in which lane it waits.
     */
    static void remove(Tx tx, LiveQueue queue, MessageKey key, StoredMessage message) {
        long group = message.group();
        if (queue.messages().tracks(key.sequence())) {
            tx.delete(SqsTables.DELIVERIES, key);
        } else if (group != MessageGroupKey.NONE) {
            tx.put(
                    SqsTables.DELIVERIES,
                    key,
                    new Delivery(group, 0, tx.now(), tx.now(), tx.now(), 0));
            tx.delete(SqsTables.DELIVERIES, key);
        }
        tx.delete(SqsTables.MESSAGES, key);
    }
}
