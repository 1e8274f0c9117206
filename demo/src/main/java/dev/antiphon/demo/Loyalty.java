package dev.antiphon.demo;

/** Gives points for orders, also for those that were released before there was any loyalty. */
record Loyalty(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        ledger.replayed(Json.read(delivery.body(), OrderEvent.class), delivery.finding());
    }
}
