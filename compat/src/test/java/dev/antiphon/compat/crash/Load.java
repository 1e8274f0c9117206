package dev.antiphon.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Clients that do what they do again and again, each on a thread, while there is a server. They are
 * not told before a server ends, only when it is gone.
 */
final class Load implements AutoCloseable {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean running;
    private boolean over;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    /** They wait until they are told to go on. */
    Load(List<Traffic> traffic) {
        for (Traffic each : traffic) {
            for (Runnable step : each.clients()) {
                threads.add(
                        Thread.ofPlatform()
                                .daemon()
                                .uncaughtExceptionHandler((_, e) -> failures.add(e))
                                .start(() -> repeat(step)));
            }
        }
    }

    private void repeat(Runnable step) {
        while (goesOn()) {
            step.run();
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            while (!running && !over) {
                changed.awaitUninterruptibly();
            }
            return !over;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        set(true, false);
    }

    void pause() {
        set(false, false);
    }

    private void set(boolean nowRunning, boolean nowOver) {
        lock.lock();
        try {
            running = nowRunning;
            over = nowOver;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the clients, each after what it is doing. */
    @Override
    public void close() {
        set(false, true);
        for (Thread thread : threads) {
            try {
                assertThat(thread.join(LONGEST_STEP)).as("whether a client ended").isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        assertThat(failures).as("failures of clients").isEmpty();
    }
}
