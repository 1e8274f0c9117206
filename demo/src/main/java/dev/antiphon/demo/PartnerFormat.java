package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How partners write their orders: as they please. */
enum PartnerFormat {
    /** Quickspoon's, with prices as text. */
    LINES("$.detail.orderId") {
        @Override
        Map<String, Object> write(Order order) {
            return quickspoon(order, "lines", lines(order));
        }
    },

    /** Quickspoon's, since it serves dinners. */
    COURSES("$.detail.orderId") {
        @Override
        Map<String, Object> write(Order order) {
            return quickspoon(order, "courses", List.of(lines(order)));
        }
    },

    /** Velo-velo's, with prices in cents. */
    BASKET("$.detail.order.ref") {
        @Override
        Map<String, Object> write(Order order) {
            List<Map<String, Object>> basket =
                    order.items().stream()
                            .map(item ->
                                    object(
                                            "title", item.name(),
                                            "count", item.quantity(),
                                            "cents", price(item, item.cents())))
                            .toList();
            return object(
                    "order",
                    object("ref", order.id(), "shop", order.store()),
                    "settlement",
                    order.payment().word,
                    "basket",
                    basket);
        }
    },

    /** Everybody else's. */
    PLAIN("$.detail.id") {
        @Override
        Map<String, Object> write(Order order) {
            List<Map<String, Object>> items =
                    order.items().stream()
                            .map(item ->
                                    object(
                                            "name", item.name(),
                                            "quantity", item.quantity(),
                                            "price", price(item, item.price())))
                            .toList();
            return object(
                    "id",
                    order.id(),
                    "store",
                    order.store(),
                    "payment",
                    order.payment().word,
                    "items",
                    items);
        }
    };

    static final String QUICKSPOON = "quickspoon";
    static final String VELO = "velo-velo";

    /** Where the partner's id of the order stands in the event. */
    final String idPath;

    PartnerFormat(String idPath) {
        this.idPath = idPath;
    }

    abstract Map<String, Object> write(Order order);

    static PartnerFormat of(Order order) {
        return switch (order.partner()) {
            case QUICKSPOON -> order.has(Menu.DINNER) ? COURSES : LINES;
            case VELO -> BASKET;
            default -> PLAIN;
        };
    }

    private static Map<String, Object> quickspoon(Order order, String where, Object lines) {
        return object(
                "orderId",
                order.id(),
                "restaurant",
                order.store(),
                "paidBy",
                order.payment().word,
                where,
                lines);
    }

    private static List<Map<String, Object>> lines(Order order) {
        return order.items().stream()
                .map(item ->
                        object(
                                "dish", item.name(),
                                "qty", item.quantity(),
                                "unitPrice", price(item, text(item.price()))))
                .toList();
    }

    private static String text(BigDecimal price) {
        return price.toPlainString();
    }

    private static @Nullable Object price(Order.Item item, Object price) {
        return item.name().equals(Menu.UNPRICED) ? null : price;
    }

    /** Name and value by turns; what is null is left out. */
    private static Map<String, Object> object(@Nullable Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            Object value = members[i + 1];
            if (value != null) {
                object.put(String.valueOf(members[i]), value);
            }
        }
        return object;
    }
}
