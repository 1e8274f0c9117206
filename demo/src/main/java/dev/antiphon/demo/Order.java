package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a delivery partner orders at a store. Store and partner become message groups, so they
 * follow SQS's rule for such ids, and the id does, too.
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
        }
    }

    private static final Pattern QUEUE_ID = Pattern.compile("[!-~]{1,128}");

    Order {
        requireQueueId("id", id);
        requireQueueId("store", store);
        requireQueueId("partner", partner);
        require(items != null && !items.isEmpty(), "the order has no items");
        if (payment == null) {
            payment = Payment.CARD;
        }
        items = List.copyOf(items);
    }

    BigDecimal total() {
        return items.stream()
                .map(item -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The partner with the second most of these orders, or the only one. */
    static String secondPartner(List<Order> orders) {
        Map<String, Long> counts =
                orders.stream()
                        .collect(Collectors.groupingBy(Order::partner, Collectors.counting()));
        List<String> largestFirst =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        return largestFirst.get(Math.min(1, largestFirst.size() - 1));
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
