package dev.antiphon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the spectator sees at one moment, as a table or as one line. Plain ASCII, for a terminal may
 * have any character set.
 *
 * @param answered the part of all webhooks that the API has answered, 0 to 1
 * @param read workflows whose history was read, at the end
 */
record View(
        Duration elapsed,
        String server,
        double answered,
        Totals totals,
        Rates rates,
        int read,
        Queues.Depths depths,
        int repetitions) {

    /** Orders a second. */
    record Rates(double received, double accepted, double released) {
        static final Rates NONE = new Rates(0, 0, 0);

        static Rates between(Totals before, Totals after, Duration time) {
            double seconds = time.toNanos() / 1e9;
            return new Rates(
                    (after.received() - before.received()) / seconds,
                    (after.accepted() - before.accepted()) / seconds,
                    (after.in(Stage.RELEASED) - before.in(Stage.RELEASED)) / seconds);
        }
    }

    private static final int BAR = 24;
    private static final int LABEL = 24;

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %s  server %-32s %s",
                        Figures.clock(elapsed),
                        server,
                        bar()));
        lines.add("");
        lines.add("               orders    per s");
        lines.add(row("received", totals.received(), rates.received()) + second());
        lines.add(row("accepted", totals.accepted(), rates.accepted()) + absent());
        lines.add(row("cooking", totals.in(Stage.COOKING), "now"));
        lines.add(row("waiting", totals.in(Stage.WAITING), "now, for their drivers"));
        lines.add(row("released", totals.in(Stage.RELEASED), rates.released()) + queued());
        lines.add(row("refused", totals.in(Stage.REFUSED), "partners told"));
        lines.add(row("cancelled", totals.in(Stage.CANCELLED), "stores told"));
        lines.add(
                row(
                        "failed",
                        depths.of(Queues.Name.DEAD_ORDERS).all(),
                        "in the dead-letter queue, %d redriven".formatted(totals.redriven())));
        lines.add(
                row(
                        "invoiced",
                        totals.at(Stop.INVOICING),
                        "by a function, %d in its queue"
                                .formatted(depths.of(Queues.Name.INVOICING).all())));
        lines.add(row("replayed", totals.at(Stop.LOYALTY), "for loyalty"));
        lines.add(row("histories", read, "of workflows read"));
        lines.add("");
        lines.addAll(latencies(totals));
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  forged webhooks %d   repeats absorbed %d   requests repeated %d",
                        totals.intruders(),
                        totals.repeats(),
                        repetitions));
        return lines;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s  received %d (%.0f/s)  accepted %d (%.0f/s)  cooking %d  waiting %d  released %d"
                        + " (%.0f/s)  refused %d  cancelled %d  DLQ %d  redriven %d  invoiced %d"
                        + "  replayed %d%s  to store p50 %s p99 %s  to release p50 %s p99 %s"
                        + "  queued %d  server %s",
                Figures.clock(elapsed),
                totals.received(),
                rates.received(),
                totals.accepted(),
                rates.accepted(),
                totals.in(Stage.COOKING),
                totals.in(Stage.WAITING),
                totals.in(Stage.RELEASED),
                rates.released(),
                totals.in(Stage.REFUSED),
                totals.in(Stage.CANCELLED),
                depths.of(Queues.Name.DEAD_ORDERS).all(),
                totals.redriven(),
                totals.at(Stop.INVOICING),
                totals.at(Stop.LOYALTY),
                read > 0 ? " (" + read + " histories read)" : "",
                p50(totals.toStore().recent()),
                p99(totals.toStore().recent()),
                p50(totals.toRelease().recent()),
                p99(totals.toRelease().recent()),
                depths.sum().all(),
                server);
    }

    /** Orders that failed, or whose store was not there, are not in the first. */
    static List<String> latencies(Totals totals) {
        return List.of(
                latency("webhook to store", totals.toStore().recent()) + "  last 5 s",
                latency("", totals.toStore().overall()) + "  since the start",
                latency("driver to release", totals.toRelease().recent()) + "  last 5 s",
                latency("", totals.toRelease().overall()) + "  since the start");
    }

    static String latency(String what, Latency.Percentiles latency) {
        return String.format(
                Locale.ROOT,
                "  %-" + (LABEL - 2) + "sp50 %7s  p99 %7s  max %7s",
                what,
                p50(latency),
                p99(latency),
                latency.count() == 0 ? "-" : Figures.duration(latency.maximum()));
    }

    private static String p50(Latency.Percentiles latency) {
        return latency.count() == 0 ? "-" : Figures.duration(latency.p50());
    }

    private static String p99(Latency.Percentiles latency) {
        return latency.count() == 0 ? "-" : Figures.duration(latency.p99());
    }

    private String bar() {
        int full = (int) Math.round(answered * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    private String second() {
        return "  %d of them twice".formatted(totals.second());
    }

    private String absent() {
        return "  stores not there %d times".formatted(totals.turnedAway());
    }

    private String queued() {
        return "  %d in the stores' queues".formatted(depths.stores().all());
    }

    private static String row(String name, int count, String remark) {
        return String.format(Locale.ROOT, "  %-10s %8d           %s", name, count, remark);
    }

    private static String row(String name, int count, double rate) {
        return String.format(Locale.ROOT, "  %-10s %8d  %7.1f", name, count, rate);
    }
}
