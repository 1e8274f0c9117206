package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the partner pays for an order. */
enum Payment {
    @JsonProperty("card")
    CARD("card"),
    @JsonProperty("invoice")
    INVOICE("invoice");

    /** As it is written in orders, and in the message attribute that invoicing filters by. */
    final String word;

    Payment(String word) {
        this.word = word;
    }
}
