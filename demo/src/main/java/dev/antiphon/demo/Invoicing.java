package dev.antiphon.demo;

/** Writes the invoices. The topic's filter keeps everything from it that is paid by card. */
record Invoicing(Ledger ledger) implements Reader {

    @Override
    public void read(Inbox.Delivery delivery) throws Json.Unreadable {
        ledger.released(
                Stop.INVOICING,
                Json.read(delivery.body(), Release.class),
                delivery.message().messageId(),
                delivery.finding());
    }
}
