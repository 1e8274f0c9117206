package dev.antiphon.demo;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues of one run, whose names carry the run. */
final class Queues {

    /** Who takes from it, or what lies in it. */
    enum Name {
        DEAD_ORDERS("dead-orders"),
        DEAD_REQUESTS("dead-requests"),
        SUPPORT("support"),
        ANALYTICS("analytics"),
        INVOICING("invoicing"),
        BELL("bell"),
        LOYALTY("loyalty");

        private final String ending;

        Name(String ending) {
            this.ending = ending;
        }
    }

    /**
     * All queues at about one moment.
     *
     * @param stores all stores' together
     */
    record Depths(Map<Name, Queue.Depth> depths, Queue.Depth stores) {
        static final Depths NONE = new Depths(Map.of(), Queue.Depth.NONE);

        Depths {
            depths = Map.copyOf(depths);
        }

        Queue.Depth of(Name name) {
            return depths.getOrDefault(name, Queue.Depth.NONE);
        }

        /** Apart from dead orders, of which some stay. */
        Queue.Depth sum() {
            return depths.entrySet().stream()
                    .filter(entry -> entry.getKey() != Name.DEAD_ORDERS)
                    .map(Map.Entry::getValue)
                    .reduce(stores, Queue.Depth::plus);
        }
    }

    private static final Map<QueueAttributeName, String> FIFO =
            Map.of(
                    QueueAttributeName.FIFO_QUEUE,
                    "true",
                    QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                    "true");

    private final SqsClient sqs;
    private final String run;
    private final Map<Name, Queue> queues = new EnumMap<>(Name.class);
    private final Map<String, Queue> stores = new LinkedHashMap<>();

    Queues(SqsClient sqs, String run) {
        this.sqs = sqs;
        this.run = run;
    }

    Queue create(Name name) {
        Queue created = Queue.create(sqs, run + "-" + name.ending, Map.of());
        synchronized (this) {
            queues.put(name, created);
        }
        return created;
    }

    /** The fulfilment queue of a store. */
    Queue createStore(String store) {
        Queue created = Queue.create(sqs, run + "-" + store + ".fifo", FIFO);
        synchronized (this) {
            stores.put(store, created);
        }
        return created;
    }

    synchronized Queue get(Name name) {
        Queue queue = queues.get(name);
        if (queue == null) {
            throw new IllegalStateException(name + " was not created");
        }
        return queue;
    }

    synchronized Map<String, Queue> stores() {
        return new LinkedHashMap<>(stores);
    }

    Depths depths() {
        Map<Name, Queue> all;
        synchronized (this) {
            all = Map.copyOf(queues);
        }
        Map<Name, Queue.Depth> depths = new EnumMap<>(Name.class);
        all.forEach((name, queue) -> depths.put(name, queue.depth()));
        Queue.Depth ofStores =
                stores().values().stream()
                        .map(Queue::depth)
                        .reduce(Queue.Depth.NONE, Queue.Depth::plus);
        return new Depths(depths, ofStores);
    }

    /** Removes those that were created. */
    synchronized void delete() {
        queues.values().forEach(Queue::delete);
        queues.clear();
        stores.values().forEach(Queue::delete);
        stores.clear();
    }
}
