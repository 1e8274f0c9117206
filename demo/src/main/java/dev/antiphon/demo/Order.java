package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a delivery partner orders at a store. The partner and its id name the order's workflow, and
 * the store its queue, so they follow the rules for such names.
 *
 * @param payment by card unless the order says otherwise
 */
record Order(String id, String store, String partner, Payment payment, List<Item> items) {

    /** A dish, how many times, and the price of one. */
    record Item(String name, int quantity, BigDecimal price) {
        Item {
            require(name != null && !name.isBlank(), "an item has no name");
            require(quantity > 0, "the quantity of " + name + " is not above zero");
            require(price != null && price.signum() >= 0, "the price of " + name + " is missing");
            require(
                    price.stripTrailingZeros().scale() <= 2 && price.precision() < 15,
                    "the price of " + name + " is not in whole cents");
        }

        long cents() {
            return price.movePointRight(2).longValueExact();
        }
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    Order {
        requireName("id", id);
        requireName("store", store);
        requireName("partner", partner);
        require(items != null && !items.isEmpty(), "the order has no items");
        if (payment == null) {
            payment = Payment.CARD;
        }
        items = List.copyOf(items);
    }

    /** What it is known by behind the partner, who cannot know the ids of other partners. */
    String key() {
        return partner + "-" + id;
    }

    long totalCents() {
        return items.stream().mapToLong(item -> item.quantity() * item.cents()).sum();
    }

    boolean has(String dish) {
        return items.stream().anyMatch(item -> item.name().equals(dish));
    }

    private static void requireName(String field, String value) {
        require(
                value != null && NAME.matcher(value).matches(),
                "\""
                        + field
                        + "\" must have 1 to 32 ASCII letters, digits, hyphens or underscores");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
