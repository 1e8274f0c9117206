package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The accounting system, to which invoices are sent by number. */
record Accounting(Ledger ledger) implements Neighbours.Desk {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Invoice(String number, long totalCents) {}

    @Override
    public int answer(String method, String path, String body) throws Json.Unreadable {
        Invoice invoice = Json.read(body, Invoice.class);
        if (!method.equals("PUT") || !path.equals("/invoices/" + invoice.number())) {
            return 404;
        }
        ledger.arrived(Stop.INVOICING, invoice.number());
        return 200;
    }
}
