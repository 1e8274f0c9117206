package dev.antiphon.demo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Everybody at work, each on a virtual thread. The first that fails ends the run for all. */
final class Crew implements AutoCloseable {

    /** Work that ends by itself or by interruption. */
    interface Task {
        void work() throws InterruptedException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    void hire(Task task) {
        threads.execute(() -> {
            try {
                task.work();
            } catch (InterruptedException e) {
                // The day is over.
            } catch (RuntimeException | Error e) {
                if (!threads.isShutdown()) {
                    failure.compareAndSet(null, e);
                }
            }
        });
    }

    /** Throws what a worker died of. */
    void check() {
        Throwable cause = failure.get();
        if (cause instanceof DemoException told) {
            throw told;
        }
        if (cause != null) {
            throw new DemoException("The demo broke off: " + cause, cause);
        }
    }

    /** Interrupts everybody, again if someone did not hear it, and waits until they have gone. */
    @Override
    public void close() {
        try {
            do {
                threads.shutdownNow();
            } while (!threads.awaitTermination(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
