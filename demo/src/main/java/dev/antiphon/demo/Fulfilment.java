package dev.antiphon.demo;

/** Hands over what is released at one store, in the order in which its queue has it. */
record Fulfilment(Ledger ledger, String store) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        ledger.fulfilled(
                store,
                Json.read(delivery.body(), OrderEvent.class),
                delivery.sequenceNumber(),
                delivery.finding());
    }
}
