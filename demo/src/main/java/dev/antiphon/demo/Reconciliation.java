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
 * The judgement at the end: did every order come to one end, do all know of it who must, exactly
 * once in effect, and had each store its releases in the order in which its queue took them? It
 * looks at what everybody around the middleware saw, and not at the server's word for it.
 *
 * @param webhooks acknowledged to partners
 * @param workflows that were started for the orders
 * @param lost orders that did not come to an end, or of whose end somebody does not know
 * @param doubled orders of which there was more than there may be, or something else, with what was
 *     wrong
 * @param outOfOrder releases that came to fulfilment after a later one of the same store
 * @param strangers messages and requests that belong to no order
 * @param deadOrders messages in the dead-letter queue, which must be those that were given up
 * @param left messages in the other queues, when all should be empty
 */
record Reconciliation(
        int placed,
        int stores,
        int partners,
        int webhooks,
        Totals totals,
        int cured,
        Bell.Account bell,
        Workflows.Account workflows,
        List<String> lost,
        List<String> doubled,
        List<String> outOfOrder,
        List<String> strangers,
        int deadOrders,
        int left) {

    private static final String BELL = "the closing bell";

    static Reconciliation of(
            List<History> orders,
            Totals totals,
            Bell.Account bell,
            Workflows.Account workflows,
            List<String> strangers,
            Queues.Depths depths) {
        return new Reconciliation(
                orders.size(),
                (int) orders.stream().map(each -> each.order().store()).distinct().count(),
                (int) orders.stream().map(each -> each.order().partner()).distinct().count(),
                orders.stream().mapToInt(History::acknowledged).sum(),
                totals,
                (int)
                        orders.stream()
                                .filter(each -> !each.failures().isEmpty())
                                .filter(each -> each.stage() != Stage.GIVEN_UP)
                                .filter(each -> each.stage().isEnd())
                                .count(),
                bell,
                workflows,
                lost(orders, bell, workflows),
                doubled(orders, bell),
                outOfOrder(orders, bell),
                strangers,
                depths.of(Queues.Name.DEAD_ORDERS).all(),
                depths.sum().all());
    }

    private static List<String> lost(
            List<History> orders, Bell.Account bell, Workflows.Account workflows) {
        List<String> lost = new ArrayList<>();
        orders.stream()
                .filter(History::lost)
                .forEach(order -> lost.add(order.key() + " (" + order.lastSeen() + ")"));
        if (bell.rings() == 0) {
            lost.add(BELL + " (never rang)");
        }
        lost.addAll(workflows.missing());
        return lost;
    }

    private static List<String> doubled(List<History> orders, Bell.Account bell) {
        List<String> doubled = new ArrayList<>();
        for (History order : orders) {
            if (!order.faults().isEmpty()) {
                doubled.add(order.key() + " (" + String.join(", ", order.faults()) + ")");
            }
        }
        if (bell.rings() > 1) {
            doubled.add(BELL + " (rang " + bell.rings() + " times)");
        }
        return doubled;
    }

    /** Walks through the releases as fulfilment first had them in hand. */
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
                    String store = order.order().store();
                    BigInteger before = latest.get(store);
                    if (before != null && before.compareTo(number) > 0) {
                        late.add(order.key() + " (" + store + ")");
                    } else {
                        latest.put(store, number);
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
                && deadOrders == totals.in(Stage.GIVEN_UP)
                && left == 0;
    }

    /** The table that ends the demo, with the ids of what went wrong. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(
                row(
                        "orders placed",
                        placed,
                        "by %d partners, with %d webhooks".formatted(partners, webhooks)));
        lines.add(
                row("released", totals.in(Stage.RELEASED), "to drivers, at " + stores + " stores"));
        lines.add(row("refused", totals.in(Stage.REFUSED), "and their partners know why"));
        lines.add(row("cancelled", totals.in(Stage.CANCELLED), "and their stores know"));
        lines.add(
                row(
                        "in the DLQ",
                        totals.in(Stage.GIVEN_UP),
                        "with the reason: they have no price"));
        lines.add("");
        lines.add(row("second webhooks", totals.second(), "one workflow each, by the order's id"));
        lines.add(row("forged webhooks", totals.intruders(), "turned away by the authorizer"));
        lines.add(
                row(
                        "failed",
                        totals.failed(),
                        "of which %d were redriven once the adapter could read them"
                                .formatted(cured)));
        lines.add(
                row(
                        "store not there",
                        totals.turnedAway(),
                        "times, and asked again by the workflow"));
        lines.add(row("invoiced", totals.at(Stop.INVOICING), "by a function, from a queue"));
        lines.add(row("known to support", totals.at(Stop.SUPPORT), "from a topic, by its filter"));
        lines.add(row("replayed", totals.at(Stop.LOYALTY), "from the archive, for loyalty"));
        lines.add(
                row(
                        "workflows",
                        workflows.ended(),
                        "one for each order, %d tried again, %d steps"
                                .formatted(workflows.retried(), workflows.steps())));
        lines.add(row("closing bell", bell.rings(), punctuality()));
        lines.add(row("repeats absorbed", totals.repeats(), "sent or delivered again, as may be"));
        lines.add("");
        list(lines, "lost", lost);
        list(lines, "doubled", doubled);
        list(lines, "out of order", outOfOrder);
        if (!workflows.untrue().isEmpty()) {
            list(lines, "untrue workflows", workflows.untrue());
        }
        if (!strangers.isEmpty()) {
            list(lines, "strangers", strangers);
        }
        if (deadOrders != totals.in(Stage.GIVEN_UP)) {
            lines.add(row("dead letters", deadOrders, "are not those that were given up"));
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
