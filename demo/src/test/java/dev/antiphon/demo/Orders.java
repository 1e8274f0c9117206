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
        return new Order(
                id, store, "velo", List.of(new Order.Item(dish, 2, new BigDecimal("9.50"))));
    }
}
