package dev.antiphon.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** One run, from the server's start to its end, and whatever must be cleared away after it. */
final class Demo implements AutoCloseable {

    private final Screen screen;
    private final Server server;
    private final Clients clients;
    private @Nullable Business business;
    private boolean keepWorkspace;
    private boolean closed;

    Demo(Screen screen, Server server) {
        this.screen = screen;
        this.server = server;
        this.clients = Clients.at(server.endpoint());
    }

    /** True if every order is accounted for exactly once. */
    boolean run(List<Order> placements, double rate, boolean chaos) throws InterruptedException {
        keepWorkspace = true;
        start();
        String run = "demo-" + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
        Business opened =
                open(new Business(clients, server.endpoint(), run, placements, rate, screen));
        opened.open();
        Dashboard dashboard = new Dashboard(screen, server, opened);
        opened.hire(dashboard::watchDepths);
        opened.hire(dashboard::draw);
        if (chaos && server instanceof OwnServer victim) {
            Chaos killer = new Chaos(victim, opened.ledger(), screen);
            opened.hire(() -> killer.work(placements.size()));
        }
        Reconciliation result = opened.work();
        opened.close();
        dashboard.drawLast();
        report(result, opened);
        keepWorkspace = !result.good();
        return result.good();
    }

    private void start() throws InterruptedException {
        switch (server) {
            case OwnServer own -> {
                long millis = own.start().toMillis();
                screen.tell(
                        "The server answers at %s after %d ms, with its data in %s"
                                .formatted(own.endpoint(), millis, own.workspace().data()));
            }
            case RunningServer running -> clients.probe(running.endpoint());
        }
    }

    private synchronized Business open(Business opened) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the demo is over");
        }
        business = opened;
        return opened;
    }

    private void report(Reconciliation result, Business done) {
        screen.tell("");
        result.table().forEach(screen::tell);
        screen.tell("");
        screen.tell(View.latency("webhook to store", result.totals().toStore().overall()));
        screen.tell(View.latency("driver to release", result.totals().toRelease().overall()));
        int repetitions = done.retry().repetitions();
        if (repetitions > 0) {
            screen.tell("  Requests without an answer, made again: " + repetitions);
        }
        screen.tell("");
        screen.tell(
                result.good()
                        ? "Every order is accounted for exactly once."
                        : "Not every order is accounted for exactly once.");
    }

    /** The user has had enough: what would be kept for looking into a failure may go. */
    void cancel() {
        keepWorkspace = false;
        close();
    }

    /** Stops what still runs and clears up. Safe to call twice, and from a shutdown hook. */
    @Override
    public void close() {
        Business last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = business;
        }
        if (last != null) {
            last.close();
        }
        switch (server) {
            case OwnServer own -> {
                own.close();
                clear(own.workspace());
            }
            case RunningServer _ -> {
                if (last != null) {
                    cleanUp(last);
                }
            }
        }
        clients.close();
    }

    private void clear(Workspace workspace) {
        if (keepWorkspace) {
            screen.tell("The server's log is kept: " + workspace.log());
            screen.tell("The server's data is kept: " + workspace.data());
        } else {
            workspace.remove();
        }
    }

    /** A guest leaves nothing behind. */
    private void cleanUp(Business last) {
        try {
            last.premises().delete();
        } catch (SdkException e) {
            screen.tell("Some of what the demo created is left on the server: " + e.getMessage());
        }
    }
}
