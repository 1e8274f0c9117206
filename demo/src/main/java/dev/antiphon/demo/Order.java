package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a delivery partner orders at a store. The id becomes the deduplication id of the message,
 * and store and partner become message groups, so the three follow SQS's rule for such ids.
 */
record Order(String id, String store, String partner, List<Item> items) {

    /** A dish, how many times, and the price of one. */
    record Item(String name, int quantity, BigDecimal price) {
        Item {
            require(name != null && !name.isBlank(), "an item has no name");
            require(quantity > 0, "the quantity of " + name + " is not above zero");
            require(price != null && price.signum() >= 0, "the price of " + name + " is missing");
        }
    }

    private static final Pattern QUEUE_ID = Pattern.compile("[!-~]{1,128}");

    Order {
        requireQueueId("id", id);
        requireQueueId("store", store);
        requireQueueId("partner", partner);
        require(items != null && !items.isEmpty(), "the order has no items");
        items = List.copyOf(items);
    }

    BigDecimal total() {
        return items.stream()
                .map(item -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void requireQueueId(String field, String value) {
        require(
                value != null && QUEUE_ID.matcher(value).matches(),
                "\"" + field + "\" must have 1 to 128 printable ASCII characters without spaces");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
