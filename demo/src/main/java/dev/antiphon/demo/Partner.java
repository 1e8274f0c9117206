package dev.antiphon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A delivery partner. Its orders go into the FIFO queue under the store as message group, so that
 * each store cooks in the order of acceptance, and under the order id as deduplication id, so that
 * an order sent twice is an order once.
 */
final class Partner {

    private final BlockingQueue<Order> basket = new LinkedBlockingQueue<>();
    private final Outbox outbox;

    Partner(Outbox outbox) {
        this.outbox = outbox;
    }

    void order(Order order) {
        basket.add(order);
    }

    /** Sends what is in the basket, together what came together, until interrupted. */
    void work() throws InterruptedException {
        while (true) {
            List<Order> batch = new ArrayList<>();
            batch.add(basket.take());
            basket.drainTo(batch, Outbox.BATCH - 1);
            outbox.send(batch.stream().map(Partner::letter).toList());
        }
    }

    private static Outbox.Letter letter(Order order) {
        return new Outbox.Letter(order.id(), Json.write(order), order.store(), order.id());
    }
}
