package dev.antiphon.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the spectator sees at one moment, as a table or as one line. Plain ASCII, for a terminal may
 * have any character set.
 *
 * @param answered the part of all placements that the bus has answered, 0 to 1
 * @param read workflows whose history was read, at the end
 * @param toldByHttp the partner that wants to be told by HTTP
 */
record View(
        Duration elapsed,
        String server,
        double answered,
        Totals totals,
        Rates rates,
        Rides.Count rides,
        int read,
        Queues.Depths depths,
        String toldByHttp,
        int repetitions) {

    /** Orders a second. */
    record Rates(double placed, double cooked, double released) {
        static final Rates NONE = new Rates(0, 0, 0);

        static Rates between(Totals before, Totals after, Duration time) {
            double seconds = time.toNanos() / 1e9;
            return new Rates(
                    (after.accepted() - before.accepted()) / seconds,
                    (after.cooked() - before.cooked()) / seconds,
                    (after.released() - before.released()) / seconds);
        }
    }

    private static final int BAR = 24;
    private static final int LABEL = 24;

    List<String> table() {
        return List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "  %s  server %-32s %s",
                        Figures.clock(elapsed),
                        server,
                        bar()),
                "",
                "               total    per s  waiting  in flight    oldest",
                row("ordered", totals.accepted(), rates.placed()),
                row("cooked", totals.cooked(), rates.cooked())
                        + queue(Queues.Name.ORDERS, totals.oldestUncooked()),
                row("failing", totals.failing())
                        + queue(Queues.Name.DEAD_ORDERS, totals.oldestFailing())
                        + "  dead letters",
                row("released", totals.released(), rates.released())
                        + queue(Queues.Name.FULFILMENT, totals.oldestUnreleased()),
                row("analysed", totals.analysed()) + queue(Queues.Name.ANALYTICS),
                row("invoiced", totals.invoiced()) + queue(Queues.Name.INVOICING),
                row("told", totals.told())
                        + "  by HTTP to "
                        + toldByHttp
                        + ", "
                        + totals.calledAgain()
                        + " calls repeated",
                row("phoned", totals.phoned())
                        + queue(Queues.Name.DEAD_RELEASES)
                        + "            dead letters",
                row("workflows", rides.fetched())
                        + queue(depths.of(Queues.Name.STORES).plus(depths.of(Queues.Name.DRIVERS)))
                        + "            "
                        + (read > 0 ? read + " histories read" : rides.refusals() + " asked again"),
                row("replayed", totals.replayed()) + queue(Queues.Name.LOYALTY),
                "",
                latency(totals.recent()) + "  last 5 s",
                " ".repeat(LABEL) + percentiles(totals.overall()) + "  since the start",
                "",
                String.format(
                        Locale.ROOT,
                        "  second placements %d   repeats absorbed %d   requests repeated %d",
                        totals.second(),
                        totals.repeats(),
                        repetitions));
    }

    String line() {
        Queue.Depth all = depths.sum();
        return String.format(
                Locale.ROOT,
                "%s  ordered %d (%.0f/s)  cooked %d (%.0f/s)  released %d (%.0f/s)  invoiced %d"
                        + "  told %d  retried %d  phoned %d  workflows %d%s  replayed %d"
                        + "  p50 %s  p99 %s  waiting %d  in flight %d  oldest %s  dead letters %d  server %s",
                Figures.clock(elapsed),
                totals.accepted(),
                rates.placed(),
                totals.cooked(),
                rates.cooked(),
                totals.released(),
                rates.released(),
                totals.invoiced(),
                totals.told(),
                totals.calledAgain(),
                totals.phoned(),
                rides.fetched(),
                read > 0 ? " (" + read + " histories read)" : "",
                totals.replayed(),
                figure(totals.recent(), totals.recent().p50()),
                figure(totals.recent(), totals.recent().p99()),
                all.waiting() - depths.of(Queues.Name.DEAD_ORDERS).waiting(),
                all.inFlight(),
                Figures.duration(oldest()),
                depths.of(Queues.Name.DEAD_ORDERS).all(),
                server);
    }

    /** Orders that waited for the repair are not in it. */
    static String latency(Latency.Percentiles latency) {
        return String.format(Locale.ROOT, "%-" + LABEL + "s", "  ordered to released")
                + percentiles(latency);
    }

    private Duration oldest() {
        Duration uncooked = totals.oldestUncooked();
        Duration unreleased = totals.oldestUnreleased();
        return uncooked.compareTo(unreleased) > 0 ? uncooked : unreleased;
    }

    private String bar() {
        int full = (int) Math.round(answered * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    private static String row(String name, int total) {
        return String.format(Locale.ROOT, "  %-10s %7d         ", name, total);
    }

    private static String row(String name, int total, double rate) {
        return String.format(Locale.ROOT, "  %-10s %7d  %7.1f", name, total, rate);
    }

    private String queue(Queues.Name name) {
        return queue(depths.of(name));
    }

    private static String queue(Queue.Depth depth) {
        return String.format(Locale.ROOT, "  %7d  %9d", depth.waiting(), depth.inFlight());
    }

    private String queue(Queues.Name name, Duration oldest) {
        return queue(name) + String.format(Locale.ROOT, "  %8s", Figures.duration(oldest));
    }

    private static String percentiles(Latency.Percentiles latency) {
        return String.format(
                Locale.ROOT,
                "p50 %7s  p99 %7s  max %7s",
                figure(latency, latency.p50()),
                figure(latency, latency.p99()),
                figure(latency, latency.maximum()));
    }

    private static String figure(Latency.Percentiles latency, Duration duration) {
        return latency.count() == 0 ? "-" : Figures.duration(duration);
    }
}
