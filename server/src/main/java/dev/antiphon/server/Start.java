package dev.antiphon.server;

import dev.antiphon.storage.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The command {@code start}: from the settings to a server that answers, and to its end. */
final class Start {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Start(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /**
     * Runs a server until a signal ends the process or it cannot go on.
     *
     * @return the exit status of a server that could not be started or go on
     */
    int run(@Nullable Path file, Map<String, String> options) {
        Configuration configuration = Configuration.read(file, environment, options);
        CountDownLatch fatal = new CountDownLatch(1);
        Server server;
        try {
            server = Server.start(configuration, fatal::countDown);
        } catch (StorageException | IOException e) {
            err.println("antiphon: " + line(e));
            return Cli.FAILED;
        }
        Shutdown shutdown = Shutdown.onSignal(server);
        out.println(
                "Antiphon "
                        + Version.current()
                        + " is listening on "
                        + server.address(configuration)
                        + ", "
                        + data(configuration.server()));
        out.println("Ready.");
        out.flush();
        await(fatal);
        shutdown.now();
        return Cli.FAILED;
    }

    private static String data(ServerConfig server) {
        return server.inMemory() ? "data in memory only" : "data in " + server.dataDir();
    }

    private static String line(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message.lines().findFirst().orElse("");
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
