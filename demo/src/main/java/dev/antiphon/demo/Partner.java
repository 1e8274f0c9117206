package dev.antiphon.demo;

/**
 * A delivery partner. It sends its orders to the webhook of the middleware, each as it comes, and
 * once in a while somebody tries to order in its name.
 */
final class Partner {

    /** So many orders for one that is forged. */
    private static final int FORGED = 100;

    private final Webhooks webhooks;
    private final Crew crew;

    Partner(Webhooks webhooks, Crew crew) {
        this.webhooks = webhooks;
        this.crew = crew;
    }

    void order(Order order) {
        crew.hire(() -> webhooks.place(order));
        if (Mood.pick("forged " + order.id(), FORGED) == 0) {
            crew.hire(() -> webhooks.intrude(order));
        }
    }
}
