package dev.antiphon.demo;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The judgement at the end: did every order come by everywhere it had to, exactly once in effect,
 * and were a store's orders cooked in the order in which the queue took them? It looks at what the
 * clients saw, and not at the server's word for it.
 *
 * @param events acknowledged by the bus, which the archive must have
 * @param workflows that were started for the orders
 * @param lost orders that did not come by everywhere, with how far they got
 * @param doubled orders of which there were more than there may be, or something else, with what
 *     was wrong
 * @param outOfOrder orders that came to a kitchen after a later one of the same store
 * @param strangers messages that nobody sent
 * @param left messages still in the queues, when all should be empty
 */
record Reconciliation(
        int placed,
        int stores,
        int partners,
        int events,
        Totals totals,
        int repaired,
        Bell.Account bell,
        Workflows.Account workflows,
        List<String> lost,
        List<String> doubled,
        List<String> outOfOrder,
        List<String> strangers,
        int left) {

    private static final String BELL = "the closing bell";

    static Reconciliation of(
            List<History> orders,
            Totals totals,
            Bell.Account bell,
            Workflows.Account workflows,
            List<String> strangers,
            int left) {
        return new Reconciliation(
                orders.size(),
                (int) orders.stream().map(History::store).distinct().count(),
                (int) orders.stream().map(History::partner).distinct().count(),
                orders.stream().mapToInt(History::accepted).sum(),
                totals,
                (int) orders.stream().filter(o -> o.failures() > 0 && o.cooked()).count(),
                bell,
                workflows,
                lost(orders, bell, workflows),
                doubled(orders, bell),
                outOfOrder(orders, bell),
                strangers,
                left);
    }

    private static List<String> lost(
            List<History> orders, Bell.Account bell, Workflows.Account workflows) {
        List<String> lost = new ArrayList<>();
        orders.stream()
                .filter(History::lost)
                .forEach(order -> lost.add(order.id() + " (" + order.lastSeen() + ")"));
        if (bell.rings() == 0) {
            lost.add(BELL + " (never rang)");
        }
        lost.addAll(workflows.missing());
        return lost;
    }

    private static List<String> doubled(List<History> orders, Bell.Account bell) {
        List<String> doubled = new ArrayList<>();
        for (History order : orders) {
            if (!order.breaches().isEmpty()) {
                doubled.add(order.id() + " (" + String.join(", ", order.breaches()) + ")");
            }
        }
        if (bell.rings() > 1) {
            doubled.add(BELL + " (rang " + bell.rings() + " times)");
        }
        return doubled;
    }

    /**
     * Walks through the orders as the kitchens first had them in hand. A poison order fails in its
     * turn and is cooked after the repair, which is no disorder: its first turn is what counts.
     */
    private static List<String> outOfOrder(List<History> orders, Bell.Account bell) {
        List<String> late = new ArrayList<>();
        Map<String, BigInteger> latest = new HashMap<>();
        orders.stream()
                .filter(order -> order.turn() > 0)
                .sorted(Comparator.comparingInt(History::turn))
                .forEach(order -> {
                    BigInteger number = order.sequence();
                    if (number == null) {
                        return;
                    }
                    BigInteger before = latest.get(order.store());
                    if (before != null && before.compareTo(number) > 0) {
                        late.add(order.id() + " (" + order.store() + ")");
                    } else {
                        latest.put(order.store(), number);
                    }
                });
        Duration after = bell.late();
        if (after != null && after.isNegative()) {
            late.add(BELL + " (rang " + Figures.duration(after.negated()) + " early)");
        }
        return late;
    }

    boolean good() {
        return lost.isEmpty()
                && doubled.isEmpty()
                && outOfOrder.isEmpty()
                && workflows.untrue().isEmpty()
                && strangers.isEmpty()
                && left == 0;
    }

    /** The table that ends the demo, with the ids of what went wrong. */
    List<String> table(String toldByHttp) {
        List<String> lines = new ArrayList<>();
        lines.add(row("orders placed", placed, "on a bus, as " + events + " events"));
        lines.add(row("second placements", totals.second(), "dropped by the queue, by content"));
        lines.add(row("cooked", totals.cooked(), "in " + stores + " stores"));
        lines.add(row("after repair", repaired, "failed first, then moved back"));
        lines.add(row("released", totals.released(), "to " + partners + " partners"));
        lines.add(row("analysed", totals.analysed(), "from the same topic"));
        lines.add(row("invoiced", totals.invoiced(), "picked by a filter policy"));
        lines.add(
                row(
                        "told by HTTP",
                        totals.told(),
                        "to " + toldByHttp + ", with " + totals.calledAgain() + " calls repeated"));
        lines.add(row("phoned", totals.phoned(), "dead letters of its endpoint"));
        lines.add(
                row(
                        "workflows",
                        workflows.succeeded(),
                        "one for each order, %d asked again, %d steps"
                                .formatted(workflows.retried(), workflows.steps())));
        lines.add(row("closing bell", bell.rings(), punctuality()));
        lines.add(row("replayed", totals.replayed(), "from the archive, for loyalty"));
        lines.add(row("repeats absorbed", totals.repeats(), "sent or delivered again, as may be"));
        list(lines, "lost", lost);
        list(lines, "doubled", doubled);
        list(lines, "out of order", outOfOrder);
        if (!workflows.untrue().isEmpty()) {
            list(lines, "untrue workflows", workflows.untrue());
        }
        if (!strangers.isEmpty()) {
            list(lines, "never sent", strangers);
        }
        if (left > 0) {
            lines.add(row("left in the queues", left, ""));
        }
        return lines;
    }

    private String punctuality() {
        Duration after = bell.late();
        return after == null || after.isNegative()
                ? ""
                : Figures.duration(after) + " after its time";
    }

    private static void list(List<String> lines, String name, List<String> orders) {
        lines.add(row(name, orders.size(), ""));
        orders.stream().map(order -> "      " + order).forEach(lines::add);
    }

    private static String row(String name, int count, String remark) {
        return String.format(Locale.ROOT, "  %-20s %7d   %s", name, count, remark).stripTrailing();
    }
}
