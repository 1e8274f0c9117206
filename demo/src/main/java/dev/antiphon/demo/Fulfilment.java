package dev.antiphon.demo;

import java.util.List;

/**
 * Takes the releases of all partners from the queue that they share and hands the orders over. A
 * release that comes twice is handed over once: the ledger absorbs the second.
 */
final class Fulfilment {

    private final Inbox releases;
    private final Ledger ledger;

    Fulfilment(Inbox releases, Ledger ledger) {
        this.releases = releases;
        this.ledger = ledger;
    }

    /** Hands over until interrupted. */
    void work() throws InterruptedException {
        while (true) {
            List<Inbox.Delivery> deliveries = releases.receive();
            for (Inbox.Delivery delivery : deliveries) {
                handOver(delivery);
            }
            releases.delete(deliveries);
        }
    }

    private void handOver(Inbox.Delivery delivery) {
        try {
            ledger.released(Json.read(delivery.body(), Release.class), delivery.finding());
        } catch (Json.Unreadable e) {
            ledger.stranger(delivery.body());
        }
    }
}
