package dev.antiphon.demo;

/**
 * What the partner's endpoint did not take ends in a dead-letter queue, and from there someone
 * rings the partner up.
 */
record Telephone(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        Notification notification = Json.read(delivery.body(), Notification.class);
        ledger.phoned(notification.release(), notification.messageId(), delivery.finding());
    }
}
