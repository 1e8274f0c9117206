package dev.antiphon.demo;

/** Answers customers, and so wants to know how each order ended. */
record Support(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        OrderEvent event = Json.read(delivery.body(), Notification.class).message(OrderEvent.class);
        ledger.arrived(Stop.SUPPORT, event, delivery.finding());
    }
}
