package dev.antiphon.invoker.function;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.CodeSource;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.StreamedAnswer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes functions. Nothing is set up before the first invocation: a server without functions has
 * no folders, threads or event loop for them.
 */
public final class FunctionRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FunctionRunner.class);
    private static final long TICK_MILLIS = 200;
    private static final long TRIM_MILLIS = 60_000;
    private static final long STOP_SECONDS = 10;

    private final FunctionConfig config;
    private final Path folder;
    private final Path data;
    private final CodeSource code;
    private final FunctionCredentials credentials;
    private final FunctionLog logs;
    private final Supplier<String> endpoint;

    /** What came before the parts were there, in order. */
    private final List<Invocation> early = new ArrayList<>();

    private volatile @Nullable Running running;
    private @Nullable Thread starter;
    private boolean closed;

    /**
     * @param folder of its own: everything in it but the logs is removed at the start
     * @param data what no function may see: that folder or one around it
     * @param endpoint where this server answers, as a function is told
     */
    public FunctionRunner(
            FunctionConfig config,
            Path folder,
            Path data,
            CodeSource code,
            FunctionCredentials credentials,
            FunctionLog logs,
            Supplier<String> endpoint) {
        this.config = config;
        this.folder = folder.toAbsolutePath().normalize();
        this.data = data;
        this.code = code;
        this.credentials = credentials;
        this.logs = logs;
        this.endpoint = endpoint;
    }

    private record Running(Vertx vertx, Context loop, Workshop workshop, Pool pool) {}

    /**
     * Begins an invocation. Does not block.
     *
     * @return completes with the outcome on the event loop, and never exceptionally
     */
    public CompletionStage<CallOutcome> invoke(OutsideCall.Function call) {
        CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
        take(Invocation.whole(call, System.nanoTime(), outcome));
        return outcome;
    }

    /** Begins an invocation whose answer is handed on as it is made. Does not block. */
    public CompletionStage<StreamedAnswer> stream(OutsideCall.Function call) {
        StreamedResponse response = new StreamedResponse(this::onLoop);
        take(Invocation.streamed(call, System.nanoTime(), response));
        return response.answer();
    }

    private void onLoop(Runnable task) {
        Running parts = running;
        if (parts == null) {
            task.run(); // there is no loop any more, and nobody else who would have to do with it
        } else {
            parts.loop().runOnContext(_ -> task.run());
        }
    }

    private void take(Invocation invocation) {
        Running parts = running;
        if (parts == null) {
            begin(invocation);
        } else {
            submit(parts, invocation);
        }
    }

    private static void submit(Running parts, Invocation invocation) {
        parts.loop().runOnContext(_ -> parts.pool().submit(invocation));
    }

    /** The first invocation begins the parts, on a thread of its own: that takes a while. */
    private synchronized void begin(Invocation invocation) {
        Running parts = running;
        if (closed) {
            invocation.refused(Refusal.STOPPING);
        } else if (parts != null) {
            submit(parts, invocation);
        } else {
            early.add(invocation);
            if (starter == null) {
                starter = Thread.ofPlatform().daemon().name("functions-start").start(this::start);
            }
        }
    }

    private void start() {
        try {
            Running parts = begin();
            synchronized (this) {
                running = parts;
                early.forEach(invocation -> submit(parts, invocation));
                early.clear();
            }
        } catch (IOException | RuntimeException e) {
            // Whoever waits must hear of it, whatever it is: such as that there are no more files.
            log.error("functions cannot be run", e);
            CallOutcome.Failed failed =
                    // Why is told in the log: it is about this machine, and no matter of a
                    // caller's.
                    new CallOutcome.Failed(
                            "ServiceException", "Functions cannot be run at present.", true, null);
            synchronized (this) {
                starter = null; // the next invocation tries again
                early.forEach(invocation -> invocation.refused(failed));
                early.clear();
            }
        }
    }

    private Running begin() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        LeftOvers leftOvers = new LeftOvers(folder);
        Path processes = leftOvers.replaced("processes");
        CodeCache cache = new CodeCache(code, leftOvers.replaced("code"), data);
        Bootstraps bootstraps = Bootstraps.in(folder.resolve("runtime"));
        Sandbox sandbox = Isolations.sandbox(config.functionsIsolation(), bootstraps, processes);
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setPreferNativeTransport(true)
                                .setDisableTCCL(true)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setClassPathResolvingEnabled(false)
                                                .setFileCachingEnabled(false)));
        Context loop = vertx.getOrCreateContext();
        Workshop workshop =
                new Workshop(
                        vertx,
                        loop,
                        cache,
                        new Launch(new Interpreters(System.getenv("PATH"))),
                        sandbox,
                        groups(sandbox),
                        processes,
                        credentials,
                        logs,
                        endpoint);
        Pool pool = new Pool(config, workshop);
        loop.runOnContext(_ -> vertx.setPeriodic(TICK_MILLIS, _ -> pool.tick()));
        loop.runOnContext(_ -> vertx.setPeriodic(TRIM_MILLIS, _ -> workshop.trim()));
        workshop.inBackground(leftOvers::remove);
        return new Running(vertx, loop, workshop, pool);
    }

    /** To enter one costs a start some 20 ms: not where they have nothing to add. */
    private static @Nullable ControlGroups groups(Sandbox sandbox) {
        ControlGroups groups = ControlGroups.here();
        if (groups == null || groups.bound() || !sandbox.endsAll()) {
            return groups;
        }
        groups.close();
        return null;
    }

    /** Removes a folder of functions that nobody uses any more. */
    public static void remove(Path folder) {
        try {
            Folders.remove(folder);
        } catch (IOException e) {
            log.warn("a folder is left: {}", folder, e);
        }
    }

    /**
     * Ends all processes. Invocations under way fail, so that whoever keeps them makes them again.
     */
    @Override
    public void close() {
        Thread begun;
        synchronized (this) {
            closed = true;
            begun = starter;
        }
        if (begun == null) {
            return;
        }
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        try {
            begun.join(Duration.ofSeconds(STOP_SECONDS));
            Running parts = running;
            if (parts == null) {
                return;
            }
            running = null;
            parts.loop()
                    .runOnContext(_ -> {
                        parts.pool().stop();
                        stopped.complete(true);
                    });
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
            parts.workshop().close();
            parts.vertx()
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the end of the functions was not clean", e);
        }
    }
}
