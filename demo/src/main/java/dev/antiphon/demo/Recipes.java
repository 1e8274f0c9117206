package dev.antiphon.demo;

/**
 * What the kitchens can cook: everything, except that the recipe of one new dish has not reached
 * them yet. Orders for it are the poison messages of the demo, and the recipe's arrival is the
 * repair. Put the dish into your own order file to poison an order.
 */
final class Recipes {

    static final String LATE_DISH = "Truffle Calzone";

    private volatile boolean complete;

    boolean cover(Order order) {
        return complete || order.items().stream().noneMatch(item -> item.name().equals(LATE_DISH));
    }

    void lateOneArrives() {
        complete = true;
    }
}
