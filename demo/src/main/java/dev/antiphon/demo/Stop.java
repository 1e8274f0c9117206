package dev.antiphon.demo;

/** Who must hear of an order. */
enum Stop {
    /** Everything that happens. */
    ANALYTICS("analytics"),

    /** How each order ended. */
    SUPPORT("support"),

    /** What was released, store by store. */
    FULFILMENT("fulfilment"),

    /** What was released and is paid by invoice: the accounting system has the invoice. */
    INVOICING("invoicing"),

    /** What was refused: its partner. */
    PARTNER("its partner"),

    /** What was cancelled: its store. */
    STORE("its store"),

    /** What was released, but only once there is any loyalty, from the archive. */
    LOYALTY("loyalty");

    final String word;

    Stop(String word) {
        this.word = word;
    }
}
