package dev.antiphon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A delivery partner. It puts its orders on the bus and need not know who cooks them. */
final class Partner {

    private final BlockingQueue<Order> basket = new LinkedBlockingQueue<>();
    private final Outbox<Order> outbox;

    Partner(Outbox<Order> outbox) {
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
            outbox.send(batch);
        }
    }
}
