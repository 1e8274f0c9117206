package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The judgement at the end: was every order cooked and released, exactly once, and in the order in
 * which its store's orders were accepted? It looks at what the clients saw, and not at the server's
 * word for it.
 *
 * @param lost orders that were never released, with how far they got
 * @param doubled orders of which a queue made more than it may, or something else, with what it did
 * @param outOfOrder orders that came to a kitchen after a later one of the same store
 * @param strangers messages that nobody sent
 * @param left messages still in the queues, when all should be empty
 */
record Reconciliation(
        int placed,
        int stores,
        int partners,
        int refused,
        int cooked,
        int released,
        int repaired,
        int repeats,
        List<String> lost,
        List<String> doubled,
        List<String> outOfOrder,
        List<String> strangers,
        int left) {

    static Reconciliation of(List<History> orders, List<String> strangers, int left) {
        return new Reconciliation(
                orders.size(),
                (int) orders.stream().map(History::store).distinct().count(),
                (int) orders.stream().map(History::partner).distinct().count(),
                orders.stream().mapToInt(History::refused).sum(),
                (int) orders.stream().filter(History::cooked).count(),
                (int) orders.stream().filter(History::released).count(),
                (int) orders.stream().filter(o -> o.failures() > 0 && o.released()).count(),
                orders.stream().mapToInt(History::repeats).sum(),
                orders.stream()
                        .filter(order -> !order.released())
                        .map(order -> order.id() + " (" + order.lastSeen() + ")")
                        .toList(),
                orders.stream()
                        .filter(order -> !order.breaches().isEmpty())
                        .map(order -> order.id() + " (" + String.join(", ", order.breaches()) + ")")
                        .toList(),
                outOfOrder(orders),
                strangers,
                left);
    }

    /**
     * Walks through the orders as the kitchens first had them in hand. A poison order fails in its
     * turn and is cooked after the repair, which is no disorder: its first turn is what counts.
     */
    private static List<String> outOfOrder(List<History> orders) {
        List<String> late = new ArrayList<>();
        Map<String, BigInteger> latest = new HashMap<>();
        orders.stream()
                .filter(order -> order.turn() > 0)
                .sorted(Comparator.comparingInt(History::turn))
                .forEach(order -> {
                    BigInteger acceptance = order.acceptance();
                    if (acceptance == null) {
                        return;
                    }
                    BigInteger before = latest.get(order.store());
                    if (before != null && before.compareTo(acceptance) > 0) {
                        late.add(order.id() + " (" + order.store() + ")");
                    } else {
                        latest.put(order.store(), acceptance);
                    }
                });
        return late;
    }

    boolean good() {
        return lost.isEmpty()
                && doubled.isEmpty()
                && outOfOrder.isEmpty()
                && strangers.isEmpty()
                && left == 0;
    }

    /** The table that ends the demo, with the ids of what went wrong. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(row("orders placed", placed, ""));
        lines.add(row("duplicates refused", refused, "by the queue, by their order id"));
        lines.add(row("cooked", cooked, "in " + stores + " stores"));
        lines.add(row("released", released, "to " + partners + " partners"));
        lines.add(row("after repair", repaired, "failed first, then moved back"));
        lines.add(row("repeats absorbed", repeats, "delivered again, as queues may"));
        list(lines, "lost", lost);
        list(lines, "doubled", doubled);
        list(lines, "out of order", outOfOrder);
        if (!strangers.isEmpty()) {
            list(lines, "never sent", strangers);
        }
        if (left > 0) {
            lines.add(row("left in the queues", left, ""));
        }
        return lines;
    }

    private static void list(List<String> lines, String name, List<String> orders) {
        lines.add(row(name, orders.size(), ""));
        orders.stream().map(order -> "      " + order).forEach(lines::add);
    }

    private static String row(String name, int count, String remark) {
        return String.format(Locale.ROOT, "  %-20s %7d   %s", name, count, remark).stripTrailing();
    }
}
