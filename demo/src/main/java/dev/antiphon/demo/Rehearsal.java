package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The way of an order in small, on a bus and a topic of its own, before anybody works. The first
 * requests of a process spend their time on loading classes, which would pass for the latency of an
 * order.
 */
final class Rehearsal implements AutoCloseable {

    private static final int ROUNDS = 30;
    private static final String STORE = "rehearsal";

    private final Clients clients;
    private final Retry retry;
    private final String name;
    private final Bus bus;
    private final Topic topic;

    Rehearsal(Clients clients, Retry retry, String run) {
        this.clients = clients;
        this.retry = retry;
        this.name = run + "-rehearsal";
        this.bus = new Bus(clients.events(), name);
        this.topic = new Topic(clients.sns(), name);
    }

    void perform() throws InterruptedException {
        Queue orders = Queues.createFifo(clients.sqs(), name);
        Queue releases = Queue.create(clients.sqs(), name, Map.of());
        bus.create();
        bus.pick(STORE, orders);
        topic.create();
        topic.subscribeRaw(releases);
        Inbox kitchen = inbox(orders);
        Inbox fulfilment = inbox(releases);
        for (int round = 0; round < ROUNDS; round++) {
            Order order = order(round);
            bus.send(List.of(order));
            await(kitchen);
            topic.send(List.of(Release.of(order)));
            await(fulfilment);
        }
        orders.delete();
        releases.delete();
    }

    private Inbox inbox(Queue queue) {
        return new Inbox(queue, retry, new Deliveries(Queue.VISIBILITY_TIMEOUT), System::nanoTime);
    }

    private static Order order(int number) {
        Order.Item item = new Order.Item("Margherita", 1, BigDecimal.TEN);
        return new Order(STORE + "-" + number, STORE, STORE, Payment.CARD, List.of(item));
    }

    private static void await(Inbox inbox) throws InterruptedException {
        List<Inbox.Delivery> deliveries = inbox.receive();
        while (deliveries.isEmpty()) {
            deliveries = inbox.receive();
        }
        inbox.delete(deliveries);
    }

    @Override
    public void close() {
        bus.delete();
        topic.delete();
    }
}
