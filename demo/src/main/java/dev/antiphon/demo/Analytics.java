package dev.antiphon.demo;

/** Wants to know of everything that happens to an order. */
record Analytics(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        ledger.analysed(Json.read(delivery.body(), OrderEvent.class), delivery.finding());
    }
}
