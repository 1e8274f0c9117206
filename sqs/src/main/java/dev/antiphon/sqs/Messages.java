package dev.antiphon.sqs;

import dev.antiphon.engine.Tx;

/** The messages of a queue as a whole: what the operations on definitions need of them. */
final class Messages {
    private Messages() {}

    /** How many there are. */
    static QueueCounts counts(Tx tx, Queue queue) {
        return QueueCounts.NONE;
    }

    /** Removes all messages of a queue that is being deleted, whatever their state. */
    static void removeAll(Tx tx, Queue queue) {}
}
