package dev.antiphon.demo;

/** Where an order must come by, besides the kitchen. */
enum Stop {
    FULFILMENT("fulfilment"),
    ANALYTICS("analytics"),
    INVOICING("invoicing"),

    /** The partner that wants to be told by HTTP; a telephone call counts, too. */
    PARTNER("the partner"),

    LOYALTY("loyalty");

    final String word;

    Stop(String word) {
        this.word = word;
    }
}
