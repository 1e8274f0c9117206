package dev.antiphon.server;

import dev.antiphon.delivery.CodeSource;
import dev.antiphon.invoker.function.FileLog;
import dev.antiphon.invoker.function.FunctionCredentials;
import dev.antiphon.invoker.function.FunctionRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Where functions run: the folder of their code, processes and logs, and what they are told of this
 * server.
 */
final class FunctionHost implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Configuration configuration;
    private final Path folder;
    private final FileLog logs;
    private final CompletableFuture<String> address = new CompletableFuture<>();

    /**
     * @throws IOException if there is no room for a temporary folder, where that is needed
     */
    FunctionHost(Configuration configuration) throws IOException {
        this.configuration = configuration;
        // A name that could be guessed might be there already, and be somebody else's.
        this.folder =
                configuration.server().inMemory()
                        ? Files.createTempDirectory("antiphon-functions-")
                        : configuration.server().dataDir().resolve("functions");
        this.logs =
                new FileLog(folder.resolve("logs"), configuration.functions().functionsLogBytes());
    }

    Path folder() {
        return folder;
    }

    FunctionRunner runner(CodeSource code, ProcessKeys keys) {
        FunctionCredentials credentials =
                switch (configuration.auth().auth()) {
                    case NONE -> ProcessKeys::unverified;
                    case REQUIRED -> keys;
                };
        Path data = configuration.server().inMemory() ? folder : configuration.server().dataDir();
        return new FunctionRunner(
                configuration.functions(), folder, data, code, credentials, logs, this::address);
    }

    /**
     * What functions are told. Deliveries begin before the server listens: then their functions
     * wait for it, for a while.
     *
     * @throws CompletionException if it does not listen by then
     */
    String address() {
        return address(START);
    }

    String address(Duration patience) {
        return address.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /**
     * @param port where the server listens
     */
    void reachedAt(int port) {
        String scheme = configuration.http().tls() == null ? "http" : "https";
        String host = configuration.http().host();
        String near =
                switch (host) {
                    // Every address of the machine: a process on it takes the nearest.
                    case "0.0.0.0", "::" -> "127.0.0.1";
                    default -> host.contains(":") ? "[" + host + "]" : host;
                };
        address.complete(scheme + "://" + near + ":" + port);
    }

    /** To be called when all processes have ended. */
    @Override
    public void close() {
        logs.close();
        if (configuration.server().inMemory()) {
            FunctionRunner.remove(folder);
        }
    }
}
