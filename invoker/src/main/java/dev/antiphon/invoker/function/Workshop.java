package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes processes and takes them apart, on threads of its own, and tells the event loop when it is
 * done.
 */
final class Workshop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);

    private static final long STOP_SECONDS = 10;

    /** For how long unpacked code is kept for the next process. */
    private static final Duration UNUSED = Duration.ofMinutes(10);

    /** How many processes are made at once. */
    private static final int MAKERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Vertx vertx;
    private final Context loop;
    private final CodeCache code;
    private final Launch launch;
    private final Sandbox sandbox;
    private final @Nullable ControlGroups groups;
    private final Path folders;
    private final FunctionCredentials credentials;
    private final FunctionLog logs;
    private final Supplier<String> endpoint;

    /**
     * The kernel ends a process with the thread that started it, so these end with the server only.
     */
    private final ExecutorService makers =
            Executors.newFixedThreadPool(
                    MAKERS, Thread.ofPlatform().daemon().name("functions-", 0).factory());

    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    Workshop(
            Vertx vertx,
            Context loop,
            CodeCache code,
            Launch launch,
            Sandbox sandbox,
            @Nullable ControlGroups groups,
            Path folders,
            FunctionCredentials credentials,
            FunctionLog logs,
            Supplier<String> endpoint) {
        this.vertx = vertx;
        this.loop = loop;
        this.code = code;
        this.launch = launch;
        this.sandbox = sandbox;
        this.groups = groups;
        this.folders = folders;
        this.credentials = credentials;
        this.logs = logs;
        this.endpoint = endpoint;
    }

    /**
     * A process and what it has.
     *
     * @param folder of its own: removed with it
     */
    record Made(
            Child child,
            Path folder,
            Temporary temporary,
            CodeCache.Unpacked code,
            Output output,
            FunctionCredentials.Keys keys) {}

    Vertx vertx() {
        return vertx;
    }

    void onLoop(Runnable task) {
        loop.runOnContext(_ -> task.run());
    }

    /** Makes a process; what comes of it is told on the event loop. */
    void make(
            FunctionSpec spec,
            FunctionArn arn,
            String runtimeApi,
            String logStream,
            Consumer<Made> made,
            Consumer<StartException> failed) {
        try {
            makers.execute(() -> {
                try {
                    Made result = made(spec, arn, runtimeApi, logStream);
                    onLoop(() -> made.accept(result));
                } catch (StartException e) {
                    onLoop(() -> failed.accept(e));
                } catch (IOException | RuntimeException e) {
                    if (e instanceof IOException) {
                        // Such as code that was deleted meanwhile, or a full disk.
                        log.warn(
                                "a process of {} could not be started: {}",
                                spec.arn(),
                                e.toString());
                    } else {
                        log.error("a process of {} could not be started", spec.arn(), e);
                    }
                    onLoop(() ->
                            failed.accept(
                                    new StartException(
                                            "Runtime.StartFailed",
                                            "The process could not be started.")));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("stopping: no process of {} is started", spec.arn());
        }
    }

    private Made made(FunctionSpec spec, FunctionArn arn, String runtimeApi, String logStream)
            throws IOException, StartException, InterruptedException {
        CodeCache.Unpacked unpacked = code.unpacked(spec);
        try {
            return made(spec, arn, runtimeApi, logStream, unpacked);
        } catch (IOException | StartException | InterruptedException | RuntimeException e) {
            code.release(unpacked);
            throw e;
        }
    }

    private Made made(
            FunctionSpec spec,
            FunctionArn arn,
            String runtimeApi,
            String logStream,
            CodeCache.Unpacked unpacked)
            throws IOException, StartException, InterruptedException {
        Path folder = Files.createTempDirectory(folders, "process-");
        @Nullable Output output = null;
        FunctionCredentials.@Nullable Keys keys = null;
        @Nullable ControlGroup group = null;
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path temporary = Files.createDirectory(folder.resolve("tmp"));
            Path file = folder.resolve("output");
            output = Output.of(file);
            keys = credentials.issue(arn.account());
            Sandbox.Prepared prepared =
                    sandbox.prepare(
                            spec,
                            unpacked,
                            folder,
                            temporary,
                            Environment.of(
                                    spec,
                                    arn,
                                    sandbox.places(unpacked, temporary),
                                    keys,
                                    endpoint.get(),
                                    runtimeApi,
                                    logStream),
                            launch);
            Temporary writable = prepared.temporary();
            long most = Measured.most(spec) + (writable.inMemory() ? writable.bytes() : 0);
            group = groups == null ? null : groups.group(most);
            Child child =
                    Child.start(
                            prepared.command(),
                            prepared.environment(),
                            prepared.folder(),
                            file,
                            group);
            return new Made(child, folder, writable, unpacked, output, keys);
        } catch (IOException | StartException | InterruptedException | RuntimeException e) {
            if (group != null) {
                group.end();
            }
            if (output != null) {
                output.close();
            }
            if (keys != null) {
                keys.end().run();
            }
            Folders.remove(folder);
            throw e;
        }
    }

    /** Ends a process with all that came of it, and removes what it had. */
    void unmake(Made made) {
        try {
            others.execute(() -> unmakeNow(made));
        } catch (RejectedExecutionException e) {
            unmakeNow(made);
        }
    }

    private void unmakeNow(Made made) {
        made.keys().end().run();
        try {
            made.child().kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        made.output().close();
        code.release(made.code());
        try {
            Folders.remove(made.folder());
        } catch (IOException e) {
            // The next start tries again.
            log.warn("a folder of a process is left: {} ({})", made.folder(), e.toString());
        }
    }

    /** Whether a function's code may lie there. */
    boolean mayRunFrom(Path folder) throws IOException {
        return code.mayRunFrom(folder);
    }

    void measure(Made made, FunctionSpec spec, Consumer<Measured> taker) {
        inBackground(() -> {
            Measured measured =
                    new Measured(made.child().memory(Measured.most(spec)), made.temporary().held());
            onLoop(() -> taker.accept(measured));
        });
    }

    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /** Removes code that no process has used for a while. */
    void trim() {
        inBackground(() -> code.trim(UNUSED));
    }

    /** Does something that may block. What fails is as if it had not been asked for. */
    void inBackground(Task task) {
        try {
            others.execute(() -> {
                try {
                    task.run();
                } catch (IOException | RuntimeException e) {
                    log.warn("something in the background failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("stopping", e);
        }
    }

    void log(FunctionArn arn, FunctionSpec spec, String stream, Instant time, byte[] text) {
        logs.write(
                new FunctionLog.Entry(
                        arn.account(), arn.region(), spec.logging().group(), stream, time, text));
    }

    /** Waits for what is being made, and for its end, which the pool has said by now. */
    @Override
    public void close() {
        makers.shutdown();
        try {
            if (!makers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("a function's process is still being started");
                makers.shutdownNow();
            }
            CompletableFuture<Boolean> told = new CompletableFuture<>();
            onLoop(() -> told.complete(true));
            told.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the end of the functions was not clean", e);
        }
        others.close();
        if (groups != null) {
            groups.close();
        }
    }
}
