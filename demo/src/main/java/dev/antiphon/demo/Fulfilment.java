package dev.antiphon.demo;

/** Hands the orders of all partners over, from the queue that they share. */
record Fulfilment(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        ledger.released(
                Stop.FULFILMENT,
                Json.read(delivery.body(), Release.class),
                delivery.message().messageId(),
                delivery.finding());
    }
}
