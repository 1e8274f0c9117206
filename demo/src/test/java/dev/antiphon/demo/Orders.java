package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.List;

/** Orders for tests. */
final class Orders {

    private Orders() {}

    static Order order(String id) {
        return order(id, "berlin", "Ramen");
    }

    static Order order(String id, String store, String dish) {
        return order(id, store, "velo", Payment.CARD, dish);
    }

    /** Paid by invoice. */
    static Order invoiced(String id) {
        return order(id, "berlin", "velo", Payment.INVOICE, "Ramen");
    }

    static Order of(String partner) {
        return order(partner + "-1", "berlin", partner, Payment.CARD, "Ramen");
    }

    private static Order order(
            String id, String store, String partner, Payment payment, String dish) {
        return new Order(
                id,
                store,
                partner,
                payment,
                List.of(new Order.Item(dish, 2, new BigDecimal("9.50"))));
    }
}
