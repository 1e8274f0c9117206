package dev.antiphon.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Shows how the business goes: a table four times a second, or a line once a second. */
final class Dashboard {

    private static final Duration TABLE_INTERVAL = Duration.ofMillis(250);
    private static final Duration DEPTH_INTERVAL = Duration.ofMillis(500);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RATE_WINDOW = Duration.ofSeconds(2);

    private record Sample(long at, Totals totals) {}

    private final Screen screen;
    private final Server server;
    private final Business business;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long start = System.nanoTime();
    private volatile Queues.Depths depths = Queues.Depths.NONE;

    Dashboard(Screen screen, Server server, Business business) {
        this.screen = screen;
        this.server = server;
        this.business = business;
    }

    /** Asks for the depths apart from the drawing, which goes on while the server is down. */
    void watchDepths() throws InterruptedException {
        while (true) {
            depths = business.retry().untilAnswered(business.premises().queues()::depths);
            Thread.sleep(DEPTH_INTERVAL);
        }
    }

    void draw() throws InterruptedException {
        view(); // the first sample, from which the first rates count
        while (true) {
            if (screen.isLive()) {
                Thread.sleep(TABLE_INTERVAL);
                screen.show(view().table());
            } else {
                Thread.sleep(LINE_INTERVAL);
                screen.tell(view().line());
            }
        }
    }

    /** The last look, when all is done. */
    void drawLast() {
        screen.show(view().table());
        screen.leaveTable();
    }

    private synchronized View view() {
        long now = System.nanoTime();
        Totals totals = business.ledger().totals();
        samples.add(new Sample(now, totals));
        while (now - samples.getFirst().at() > RATE_WINDOW.toNanos()) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        View.Rates rates =
                first.at() == now
                        ? View.Rates.NONE
                        : View.Rates.between(
                                first.totals(), totals, Duration.ofNanos(now - first.at()));
        return new View(
                Duration.ofNanos(now - start),
                server.state(),
                (double) totals.answered() / business.placements(),
                totals,
                rates,
                business.premises().workflows().read(),
                depths,
                business.retry().repetitions());
    }
}
