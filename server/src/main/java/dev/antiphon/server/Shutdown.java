package dev.antiphon.server;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops a server once, when the process is told to end (SIGTERM, SIGINT, SIGHUP) or when the server
 * itself wants to.
 *
 * <p>A JVM that a signal ends has the exit status 143 or 130, even when everything was put away as
 * it should be. Those who run servers read that as a failure, so a clean stop halts with 0.
 */
final class Shutdown {
    private final Server server;
    private final AtomicBoolean begun = new AtomicBoolean();

    private Shutdown(Server server) {
        this.server = server;
    }

    static Shutdown onSignal(Server server) {
        Shutdown shutdown = new Shutdown(server);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(shutdown::hook));
        return shutdown;
    }

    private void hook() {
        if (begun.compareAndSet(false, true)) {
            server.stop();
            Runtime.getRuntime().halt(Cli.OK);
        }
    }

    /** Stops the server from within. Afterwards the process may exit with a status of its own. */
    void now() {
        if (begun.compareAndSet(false, true)) {
            server.stop();
        }
    }
}
