package dev.antiphon.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the spectator sees at one moment, as a table or as one line. Plain ASCII, for a terminal may
 * have any character set.
 *
 * @param answered the part of all placements that the queue has answered, 0 to 1
 */
record View(
        Duration elapsed,
        String server,
        double answered,
        Ledger.Totals totals,
        Rates rates,
        Queues.Depths depths,
        int repetitions) {

    /** Orders a second. */
    record Rates(double placed, double cooked, double released) {
        static final Rates NONE = new Rates(0, 0, 0);

        static Rates between(Ledger.Totals before, Ledger.Totals after, Duration time) {
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
                        + queue(depths.orders(), totals.oldestUncooked()),
                row("released", totals.released(), rates.released())
                        + queue(depths.releases(), totals.oldestUnreleased()),
                String.format(Locale.ROOT, "  %-10s %7d         ", "failing", totals.failing())
                        + queue(depths.deadLetters(), totals.oldestFailing())
                        + "   dead letters",
                "",
                latency(totals.recent()) + "  last 5 s",
                " ".repeat(LABEL) + percentiles(totals.overall()) + "  since the start",
                "",
                String.format(
                        Locale.ROOT,
                        "  duplicates refused %d   repeats absorbed %d   requests repeated %d",
                        totals.refused(),
                        totals.repeats(),
                        repetitions));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s  ordered %d (%.0f/s)  cooked %d (%.0f/s)  released %d (%.0f/s)  p50 %s  p99 %s"
                        + "  waiting %d  in flight %d  oldest %s  dead letters %d  server %s",
                Figures.clock(elapsed),
                totals.accepted(),
                rates.placed(),
                totals.cooked(),
                rates.cooked(),
                totals.released(),
                rates.released(),
                figure(totals.recent(), totals.recent().p50()),
                figure(totals.recent(), totals.recent().p99()),
                depths.orders().waiting() + depths.releases().waiting(),
                depths.orders().inFlight() + depths.releases().inFlight(),
                Figures.duration(oldest()),
                depths.deadLetters().all(),
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

    private static String row(String name, int total, double rate) {
        return String.format(Locale.ROOT, "  %-10s %7d  %7.1f", name, total, rate);
    }

    private static String queue(Queues.Depth depth, Duration oldest) {
        return String.format(
                Locale.ROOT,
                "  %7d  %9d  %8s",
                depth.waiting(),
                depth.inFlight(),
                Figures.duration(oldest));
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
