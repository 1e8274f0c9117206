package dev.antiphon.demo;

import java.util.List;

/**
 * Takes the messages of a queue and deletes them once they are read. A message that comes twice is
 * read twice: its reader absorbs the second.
 */
final class Consumer {

    private final Inbox inbox;
    private final Ledger ledger;
    private final Reader reader;

    Consumer(Inbox inbox, Ledger ledger, Reader reader) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.reader = reader;
    }

    /** Reads until interrupted. */
    void work() throws InterruptedException {
        while (true) {
            List<Inbox.Delivery> deliveries = inbox.receive();
            for (Inbox.Delivery delivery : deliveries) {
                try {
                    reader.read(delivery);
                } catch (Json.Unreadable e) {
                    ledger.stranger(delivery.body());
                }
            }
            inbox.delete(deliveries);
        }
    }
}
