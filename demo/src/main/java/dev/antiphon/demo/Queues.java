package dev.antiphon.demo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues of one run. Their names carry the run, for a FIFO queue that is used again within five
 * minutes would rightly drop the same orders as duplicates.
 */
final class Queues {

    /** Who takes from it, or what lies in it. */
    enum Name {
        DEAD_ORDERS("dead-orders.fifo"),
        ORDERS("orders.fifo"),
        FULFILMENT("fulfilment"),
        ANALYTICS("analytics"),
        INVOICING("invoicing"),
        DEAD_RELEASES("dead-releases"),
        BELL("bell"),
        STORES("stores"),
        DRIVERS("drivers"),
        LOYALTY("loyalty");

        private final String ending;

        Name(String ending) {
            this.ending = ending;
        }
    }

    /** All queues at about one moment. */
    record Depths(Map<Name, Queue.Depth> depths) {
        static final Depths NONE = new Depths(Map.of());

        Depths {
            depths = Map.copyOf(depths);
        }

        Queue.Depth of(Name name) {
            return depths.getOrDefault(name, Queue.Depth.NONE);
        }

        Queue.Depth sum() {
            return depths.values().stream().reduce(Queue.Depth.NONE, Queue.Depth::plus);
        }
    }

    /** A poison order may fail this often; twice more than chaos can interrupt. */
    private static final int MAXIMUM_RECEIVES = 4;

    private static final Map<QueueAttributeName, String> FIFO =
            Map.of(
                    QueueAttributeName.FIFO_QUEUE,
                    "true",
                    QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                    "true");

    private final SqsClient sqs;
    private final String run;
    private final Map<Name, Queue> queues = new EnumMap<>(Name.class);

    Queues(SqsClient sqs, String run) {
        this.sqs = sqs;
        this.run = run;
    }

    Queue create(Name name) {
        Queue created = Queue.create(sqs, run + "-" + name.ending, attributes(name));
        synchronized (this) {
            queues.put(name, created);
        }
        return created;
    }

    /** A FIFO queue of another purpose. */
    static Queue createFifo(SqsClient sqs, String name) {
        return Queue.create(sqs, name + ".fifo", FIFO);
    }

    private Map<QueueAttributeName, String> attributes(Name name) {
        return switch (name) {
            case ORDERS -> {
                Map<QueueAttributeName, String> redriving = new HashMap<>(FIFO);
                String target = get(Name.DEAD_ORDERS).arn();
                redriving.put(
                        QueueAttributeName.REDRIVE_POLICY,
                        Json.write(
                                Map.of(
                                        "deadLetterTargetArn",
                                        target,
                                        "maxReceiveCount",
                                        MAXIMUM_RECEIVES)));
                yield redriving;
            }
            case DEAD_ORDERS -> FIFO;
            case FULFILMENT, ANALYTICS, INVOICING, DEAD_RELEASES, BELL, STORES, DRIVERS, LOYALTY ->
                    Map.of();
        };
    }

    synchronized Queue get(Name name) {
        Queue queue = queues.get(name);
        if (queue == null) {
            throw new IllegalStateException(name + " was not created");
        }
        return queue;
    }

    Depths depths() {
        Map<Name, Queue> all;
        synchronized (this) {
            all = Map.copyOf(queues);
        }
        Map<Name, Queue.Depth> depths = new EnumMap<>(Name.class);
        all.forEach((name, queue) -> depths.put(name, queue.depth()));
        return new Depths(depths);
    }

    /** Removes those that were created. */
    synchronized void delete() {
        queues.values().forEach(Queue::delete);
        queues.clear();
    }
}
