package dev.antiphon.demo;

/** Wants to know of every release, and of the notification around it: when, and in which topic. */
record Analytics(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        Notification notification = Json.read(delivery.body(), Notification.class);
        ledger.released(
                Stop.ANALYTICS,
                notification.release(),
                notification.messageId(),
                delivery.finding());
    }
}
