package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    static Order from(String partner, String dish) {
        return order("o-1", "berlin", partner, Payment.CARD, dish);
    }

    /** What the middleware tells of it. */
    static OrderEvent event(Order order, OrderEvent.Type type, String id) {
        return event(order, type, id, null);
    }

    /** What the archive keeps of it. */
    static OrderEvent replayed(Order order, OrderEvent.Type type, String id) {
        return event(order, type, id, "replay");
    }

    private static OrderEvent event(
            Order order, OrderEvent.Type type, String id, @Nullable String replay) {
        List<OrderEvent.Item> items =
                order.items().stream()
                        .map(item ->
                                new OrderEvent.Item(item.name(), item.quantity(), item.cents()))
                        .toList();
        return new OrderEvent(
                id,
                type,
                new OrderEvent.Detail(
                        new OrderEvent.Metadata(order.key() + "/" + type.word, order.key()),
                        new OrderEvent.Data(
                                order.key(),
                                order.partner(),
                                order.store(),
                                order.payment(),
                                items,
                                order.totalCents(),
                                "any")),
                replay);
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
