package dev.antiphon.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The command line in a process of its own, as a user runs it. */
final class ServerProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread reader;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Runs a command; standard output and standard error are read together. */
    static ServerProcess run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANTIPHON_"));
        return new ServerProcess(builder.start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                if (line.equals("Ready.")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("the server ended: " + output()));
    }

    List<String> output() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    ServerProcess awaitReady() throws InterruptedException, ExecutionException, TimeoutException {
        ready.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** Waits for the end, and for all output. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end: " + output());
        }
        reader.join();
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    String endpoint() {
        return output().stream()
                .filter(line -> line.contains(" is listening on "))
                .map(line -> line.replaceAll(".* is listening on ([^ ,]+),.*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "accept", "*/*");
    }

    HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(endpoint() + path)).header(header, value).build(),
                BodyHandlers.ofString());
    }

    /**
     * @param body JSON with single quotes
     */
    HttpResponse<String> call(String operation, String body)
            throws IOException, InterruptedException {
        return callAt("/", operation, body);
    }

    HttpResponse<String> callAt(String path, String operation, String body)
            throws IOException, InterruptedException {
        return client.send(request(path, operation, body), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> callLater(String operation, String body) {
        return client.sendAsync(request("/", operation, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String operation, String body) {
        return HttpRequest.newBuilder(URI.create(endpoint() + path))
                .header("content-type", "application/x-amz-json-1.0")
                .header("x-amz-target", "AmazonSQS." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.destroyForcibly().onExit().join();
    }
}
