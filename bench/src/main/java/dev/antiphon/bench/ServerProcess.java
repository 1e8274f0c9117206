package dev.antiphon.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A packaged server of ours, started by the launcher as a user would, and what it takes. */
final class ServerProcess implements AutoCloseable {
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(60);

    private final Process process;
    private final Endpoint endpoint;
    private final Duration toFirstAnswer;

    private ServerProcess(Process process, Endpoint endpoint, Duration toFirstAnswer) {
        this.process = process;
        this.endpoint = endpoint;
        this.toFirstAnswer = toFirstAnswer;
    }

    /**
     * Starts one and waits for its first answer.
     *
     * @param javaOptions for the JVM, or null
     */
    static ServerProcess start(Path launcher, Path folder, @Nullable String javaOptions)
            throws IOException, InterruptedException {
        Endpoint endpoint = new Endpoint("127.0.0.1", freePort());
        ProcessBuilder builder =
                new ProcessBuilder(
                        launcher.toString(),
                        "start",
                        "--port",
                        Integer.toString(endpoint.port()),
                        "--data-dir",
                        folder.resolve("data").toString());
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
        if (javaOptions != null) {
            builder.environment().put("ANTIPHON_JAVA_OPTS", javaOptions);
        }
        FirstAnswer first = new FirstAnswer(endpoint, Signing.dummy("test", "us-east-1"));
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            first.await(process::isAlive);
        } catch (IllegalStateException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new ServerProcess(process, endpoint, took);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Duration toFirstAnswer() {
        return toFirstAnswer;
    }

    /** What the process has in memory, in bytes; 0 where the system does not tell. */
    long residentBytes() {
        return Costs.residentBytes(process.pid()).orElse(0);
    }

    /** What its objects on the heap take once those that nobody needs are gone. */
    long liveHeapBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // The histogram counts what is reachable, and so collects the rest first.
        List<String> command = List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram");
        Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        String total = "";
        try (var lines = asked.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                total = line.startsWith("Total") ? line : total;
            }
        }
        asked.waitFor();
        String[] words = total.strip().split("\\s+");
        if (words.length != 3) {
            throw new IllegalStateException("jcmd does not say how much the heap holds");
        }
        return Long.parseLong(words[2]);
    }

    /** SIGKILL, as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, and the end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
