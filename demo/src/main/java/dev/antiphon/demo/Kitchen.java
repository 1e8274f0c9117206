package dev.antiphon.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the kitchens that share the stores' orders. It cooks, publishes the release, and deletes
 * the order last: if anything ends it in between, the order comes again to some kitchen, which
 * cooks nothing, publishes the release once more and deletes the order.
 *
 * <p>An order that cannot be cooked is given back and tried again at once, until the queue has
 * counted enough and puts it aside into the dead letters. The orders behind it are cooked
 * meanwhile: they do not need it, and each time they were handed back with it would count against
 * them too.
 */
final class Kitchen {

    private final Inbox orders;
    private final Outbox<Release> releases;
    private final Ledger ledger;
    private final Recipes recipes;

    Kitchen(Inbox orders, Outbox<Release> releases, Ledger ledger, Recipes recipes) {
        this.orders = orders;
        this.releases = releases;
        this.ledger = ledger;
        this.recipes = recipes;
    }

    /** Cooks until interrupted. */
    void work() throws InterruptedException {
        while (true) {
            cook(orders.receive());
        }
    }

    private void cook(List<Inbox.Delivery> deliveries) throws InterruptedException {
        List<Release> ready = new ArrayList<>();
        List<Inbox.Delivery> done = new ArrayList<>();
        List<Inbox.Delivery> undone = new ArrayList<>();
        for (Inbox.Delivery delivery : deliveries) {
            Order order;
            try {
                order = Json.read(delivery.body(), Order.class);
            } catch (Json.Unreadable e) {
                ledger.stranger(delivery.body());
                done.add(delivery);
                continue;
            }
            if (!ledger.inKitchen(order, delivery.sequenceNumber(), delivery.finding())) {
                done.add(delivery);
            } else if (recipes.cover(order)) {
                ledger.cooked(order.id());
                ready.add(Release.of(order));
                done.add(delivery);
            } else {
                ledger.failed(order.id());
                undone.add(delivery);
            }
        }
        releases.send(ready);
        orders.delete(done);
        orders.giveBack(undone);
    }
}
