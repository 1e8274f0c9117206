package dev.antiphon.sqs;

import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Tx;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.StreamSupport;

/** How operations find the definitions of the queues that they are about. */
final class Definitions {
    /** Behind every name: they are ASCII. */
    private static final String LAST = "\uffff";

    private Definitions() {}

    /**
     * A queue that this partition owns.
     *
     * @throws dev.antiphon.api.AwsException QueueDoesNotExist
     */
    static Queue require(Tx tx, QueueArn arn) {
        Queue queue = tx.get(SqsTables.QUEUES, arn);
        if (queue == null) {
            throw SqsErrors.queueDoesNotExist();
        }
        return queue;
    }

    /**
     * @throws dev.antiphon.api.AwsException QueueDoesNotExist
     */
    static Queue require(Catalog<QueueArn, Queue> queues, QueueArn arn) {
        Queue queue = queues.get(arn);
        if (queue == null) {
            throw SqsErrors.queueDoesNotExist();
        }
        return queue;
    }

    /**
     * The queues of an account in a region whose names begin with a prefix, in the order of their
     * names.
     *
     * @param after the name to go on after, or empty
     */
    static Iterator<Queue> list(
            Catalog<QueueArn, Queue> queues,
            String account,
            String region,
            String prefix,
            String after) {
        // The smallest name behind another one is that name with a character appended.
        QueueArn from =
                new QueueArn(account, region, after.compareTo(prefix) < 0 ? prefix : after + '\0');
        QueueArn to = new QueueArn(account, region, prefix + LAST);
        return from.compareTo(to) < 0
                ? queues.range(from, to).values().iterator()
                : Collections.emptyIterator();
    }

    /** The queues that send their dead letters to this one, in the order of their names. */
    static Iterator<Queue> sourcesOf(
            Catalog<QueueArn, Queue> queues, QueueArn deadLetterQueue, String after) {
        Iterator<Queue> all =
                list(queues, deadLetterQueue.account(), deadLetterQueue.region(), "", after);
        Iterable<Queue> iterable = () -> all;
        return StreamSupport.stream(iterable.spliterator(), false)
                .filter(queue -> {
                    RedrivePolicy policy = queue.attributes().redrivePolicy();
                    return policy != null && policy.deadLetterTarget().equals(deadLetterQueue);
                })
                .iterator();
    }
}
