package dev.antiphon.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One run, from the server's start to its end, and whatever must be cleared away between. */
final class Demo implements AutoCloseable {

    private final Screen screen;
    private final @Nullable Workspace workspace;
    private final Server server;
    private @Nullable Business business;
    private boolean keepWorkspace;
    private boolean closed;

    private Demo(Screen screen, @Nullable Workspace workspace, Server server) {
        this.screen = screen;
        this.workspace = workspace;
        this.server = server;
    }

    /** On a server of its own. */
    static Demo onOwnServer(
            Screen screen, List<String> serverCommand, int port, @Nullable Path data) {
        Workspace workspace = Workspace.create(data);
        OwnServer server = new OwnServer(serverCommand, port, workspace.data(), workspace.log());
        return new Demo(screen, workspace, server);
    }

    /** On a server that runs already, which may be any that speaks SQS. */
    static Demo onRunningServer(Screen screen, RunningServer server) {
        return new Demo(screen, null, server);
    }

    /** True if every order is accounted for exactly once. */
    boolean run(List<Order> placements, double rate, boolean chaos) throws InterruptedException {
        keepWorkspace = true;
        if (server instanceof OwnServer own) {
            Duration took = own.start();
            screen.tell(
                    "The server answers at %s after %d ms; its data is in %s"
                            .formatted(own.endpoint(), took.toMillis(), data()));
        }
        try (SqsClient sqs = Clients.sqs(server.endpoint())) {
            if (server instanceof RunningServer) {
                Clients.probe(sqs, server.endpoint());
            }
            Business business = openBusiness(sqs, placements, rate);
            Reconciliation result = work(business, chaos);
            if (server instanceof RunningServer) {
                business.queues().delete();
            }
            screen.tell("");
            result.table().forEach(screen::tell);
            screen.tell("");
            screen.tell(View.latency(business.ledger().totals().overall()));
            screen.tell("");
            screen.tell(
                    result.good()
                            ? "Every order is accounted for exactly once."
                            : "Not every order is accounted for exactly once.");
            keepWorkspace = !result.good();
            return result.good();
        }
    }

    private Reconciliation work(Business business, boolean chaos) throws InterruptedException {
        Dashboard dashboard = new Dashboard(screen, server, business);
        business.hire(dashboard::watchDepths);
        business.hire(dashboard::draw);
        if (chaos && server instanceof OwnServer victim) {
            Chaos killer = new Chaos(victim, business.ledger(), screen);
            business.hire(() -> killer.work(business.placements()));
        }
        Reconciliation result = business.run();
        business.close();
        dashboard.drawLast();
        return result;
    }

    private synchronized Business openBusiness(SqsClient sqs, List<Order> placements, double rate)
            throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the demo is over");
        }
        String run = "demo-" + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
        Business opened = new Business(sqs, run, placements, rate, screen);
        business = opened;
        return opened;
    }

    private String data() {
        return workspace == null ? "" : workspace.data().toString();
    }

    /** The user has had enough: what was kept for looking at a failure may go. */
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
        server.close();
        if (workspace != null) {
            if (keepWorkspace) {
                screen.tell("The server's data and log are kept in " + workspace.folder());
            } else {
                workspace.remove();
            }
        }
    }
}
