package dev.antiphon.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * All that the business has on the server: a bus with a rule for each store and an archive, queues,
 * a topic with its subscribers, workflows, and the schedule for closing time.
 */
final class Premises {

    /** The clocks of the server and of the demo may differ by that. */
    private static final int CLOCKS_APART_SECONDS = 60;

    private final Queues queues;
    private final Bus bus;
    private final Topic topic;
    private final Closing closing;
    private final Workflows workflows;
    private final Instant since = Instant.now().minusSeconds(CLOCKS_APART_SECONDS);

    /**
     * @param run begins the names of everything
     */
    Premises(Clients clients, String run) {
        this.queues = new Queues(clients.sqs(), run);
        this.bus = new Bus(clients.events(), run + "-orders");
        this.topic = new Topic(clients.sns(), run + "-releases");
        this.closing = new Closing(clients.scheduler(), run + "-closing");
        this.workflows = new Workflows(clients.states(), run);
    }

    /** The endpoint's partner gets its releases there; nobody else does. */
    void openTopic(String partner, URI endpoint) {
        topic.create();
        Queue deadReleases = queues.create(Queues.Name.DEAD_RELEASES);
        topic.subscribe(endpoint, Topic.PARTNER, partner, deadReleases);
        topic.subscribeRaw(queues.create(Queues.Name.FULFILMENT));
        topic.subscribe(queues.create(Queues.Name.ANALYTICS));
        topic.subscribeRaw(
                queues.create(Queues.Name.INVOICING), Topic.PAYMENT, Payment.INVOICE.word);
    }

    void openBus(List<String> stores) throws InterruptedException {
        bus.create();
        bus.archive();
        queues.create(Queues.Name.DEAD_ORDERS);
        Queue orders = queues.create(Queues.Name.ORDERS);
        for (String store : stores) {
            bus.pick(store, orders);
        }
        queues.create(Queues.Name.BELL);
        bus.startAll(
                "rides",
                workflows.create(
                        queues.create(Queues.Name.STORES), queues.create(Queues.Name.DRIVERS)));
    }

    Workflows workflows() {
        return workflows;
    }

    Queues queues() {
        return queues;
    }

    Bus bus() {
        return bus;
    }

    Topic topic() {
        return topic;
    }

    /** Returns when the bell will ring. */
    Instant closeAfter(Instant earliest) {
        return closing.ringAfter(earliest, queues.get(Queues.Name.BELL));
    }

    /** Loyalty comes late: it gets its queue and its rule now, and has the past replayed to it. */
    void letLoyaltyJoin() {
        String rule = bus.pickAll("loyalty", queues.create(Queues.Name.LOYALTY));
        bus.replay(since, rule);
    }

    /** A guest leaves nothing behind. */
    void delete() {
        closing.delete();
        bus.delete();
        topic.delete();
        workflows.delete();
        queues.delete();
    }
}
