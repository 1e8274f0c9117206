package dev.antiphon.compat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packaged server as users get it: a JVM of its own, on the jars and with the flags that the
 * launcher takes, listening on loopback at a free port unless told which. It ends with this JVM at
 * the latest.
 */
public final class AntiphonServer implements AutoCloseable {
    /** Far longer than a start takes, for machines that do much else. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("listening on (http[^ ,]*)");

    private final Process process;
    private final Thread reader;
    private final Thread end;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private AntiphonServer(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("server output").start(this::read);
        this.end = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** Starts a server with a data directory and waits until it answers. */
    public static AntiphonServer start(Path data) {
        return launch("--port", "0", "--data-dir", data.toString()).awaitReady();
    }

    /** Starts a server, or what may become one: it is not waited for. */
    public static AntiphonServer launch(String... options) {
        Path lib = lib();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                lib.resolve("*").toString(),
                                "dev.antiphon.server.Main",
                                "start"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            return new AntiphonServer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lib() {
        String lib = System.getProperty("antiphon.lib", "../server/target/antiphon/lib");
        if (!Files.isDirectory(Path.of(lib))) {
            throw new IllegalStateException(
                    "the server is not packaged in " + lib + "; run mvn -pl compat -am verify");
        }
        return Path.of(lib);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            URI address = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    address = URI.create(matcher.group(1));
                } else if (line.equals("Ready.") && address != null) {
                    ready.complete(address);
                }
            }
        } catch (IOException e) {
            // The process has been killed in the middle of a line.
        }
        ready.completeExceptionally(new IllegalStateException("ended before it was ready"));
    }

    /** Waits until the server says that it answers. */
    public AntiphonServer awaitReady() {
        try {
            ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            return this;
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IllegalStateException("the server did not start: " + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI endpoint() {
        return ready.join();
    }

    public int port() {
        return endpoint().getPort();
    }

    /**
     * Waits a while for the process to end by itself.
     *
     * @return whether it has ended
     */
    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: it has no chance to do anything more. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /**
     * SIGTERM.
     *
     * @return the exit status
     */
    public int terminate() {
        process.destroy();
        return exitStatus();
    }

    /** Waits for the end of the process, which is to come by itself. */
    public int exitStatus() {
        if (!endsWithin(LONGEST_STOP)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server does not end: " + output());
        }
        ended();
        return process.exitValue();
    }

    private void ended() {
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // This JVM is ending too.
        }
    }

    /** What it has said so far, on standard output and standard error. */
    public List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}
