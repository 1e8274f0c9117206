package dev.antiphon.demo;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server of our own as a child process, on a data directory that it finds again when it is killed
 * and started anew. Its output goes to a log file. The command must become the server, not start
 * it: the process that is killed has to be the one that serves.
 */
final class OwnServer implements Server, AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(10);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    private final List<String> command;
    private final Workspace workspace;
    private final URI endpoint;
    private @Nullable Process process;
    private boolean closed;
    private volatile String state = "not started";

    /** Adds {@code start}, the port and the data directory to {@code command}. */
    OwnServer(List<String> command, int port, Workspace workspace) {
        this.command = new ArrayList<>(command);
        this.command.addAll(
                List.of(
                        "start",
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        workspace.data().toString()));
        this.workspace = workspace;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DemoException("There is no free port: " + e.getMessage(), e);
        }
    }

    Workspace workspace() {
        return workspace;
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String state() {
        return state;
    }

    /** Starts it and waits for its first answer; returns how long that took. */
    Duration start() throws InterruptedException {
        long began = System.nanoTime();
        state = "starting";
        Process started = spawn();
        while (!answers()) {
            if (!started.isAlive()) {
                requireOpen();
                throw new DemoException(
                        "The server ended at its start with status %d: %s"
                                .formatted(started.exitValue(), lastWords()));
            }
            if (since(began).compareTo(LONGEST_START) > 0) {
                throw new DemoException(
                        "The server does not answer after %d s; its log is %s"
                                .formatted(LONGEST_START.toSeconds(), workspace.log()));
            }
            Thread.sleep(PROBE_INTERVAL);
        }
        Duration took = since(began);
        state = "up (pid " + started.pid() + ")";
        return took;
    }

    /** SIGKILL: the server has no chance to do anything more. */
    void kill() throws InterruptedException {
        Process victim = process();
        if (victim != null) {
            state = "killed";
            victim.destroyForcibly().waitFor();
        }
    }

    private synchronized @Nullable Process process() {
        return process;
    }

    private synchronized Process spawn() throws InterruptedException {
        requireOpen();
        File output = workspace.log().toFile();
        try {
            Process started =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                            .start();
            process = started;
            return started;
        } catch (IOException e) {
            throw new DemoException("Cannot start the server: " + e.getMessage(), e);
        }
    }

    private synchronized void requireOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the demo is over");
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection)
                            endpoint.resolve("/_antiphon/health").toURL().openConnection();
            probe.setConnectTimeout((int) PROBE_TIMEOUT.toMillis());
            probe.setReadTimeout((int) PROBE_TIMEOUT.toMillis());
            int status = probe.getResponseCode();
            probe.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(workspace.log());
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /** SIGTERM, and SIGKILL if that does not help. Safe to call twice and from a shutdown hook. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last == null || !last.isAlive()) {
            return;
        }
        state = "stopping";
        last.destroy();
        try {
            if (!last.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        state = "stopped";
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
