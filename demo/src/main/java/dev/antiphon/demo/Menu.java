package dev.antiphon.demo;

/**
 * The dishes with which orders come to something else than their driver. Put one of them into your
 * own order file to see it happen.
 */
final class Menu {

    /**
     * Served as a dinner: the partner that has dinners sends it in its new format, by courses,
     * which the adapter cannot read until somebody has taught it.
     */
    static final String DINNER = "Truffle Calzone";

    /** Nobody makes it: its orders are refused. */
    static final String NOT_ON_IT = "Fugu";

    /** Comes without a price: there is nothing that one could do with its orders. */
    static final String UNPRICED = "Mystery Box";

    private Menu() {}
}
