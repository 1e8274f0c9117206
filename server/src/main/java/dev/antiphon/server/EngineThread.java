package dev.antiphon.server;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A thread that works while there is work, and sleeps until it is rung or something is due.
 *
 * <p>Whoever brings work first puts it where the thread finds it, then rings. The thread first says
 * that it sleeps, then looks for work once more. A fence stands between the two steps on both
 * sides, so that at least one sees the other's first step, and no work is slept over.
 */
final class EngineThread {
    /**
     * The longest sleep. Deadlines are by the wall clock, which may be set forward while we sleep.
     */
    private static final long LONGEST_NANOS = Duration.ofMillis(500).toNanos();

    private final InstantSource clock;
    private final BooleanSupplier work;
    private final BooleanSupplier hasWork;
    private final Supplier<Instant> nextWake;
    private final Thread thread;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private volatile BooleanSupplier stopWhen = () -> false;

    /**
     * @param work does some of it and says whether there was any
     * @param hasWork says whether there is, without doing it
     * @param nextWake when there will be some although nobody rings
     * @param failed told if the work throws, which ends the thread
     */
    EngineThread(
            String name,
            InstantSource clock,
            BooleanSupplier work,
            BooleanSupplier hasWork,
            Supplier<Instant> nextWake,
            Consumer<Throwable> failed) {
        this.clock = clock;
        this.work = work;
        this.hasWork = hasWork;
        this.nextWake = nextWake;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::loop);
        thread.setUncaughtExceptionHandler((_, failure) -> failed.accept(failure));
    }

    void start() {
        thread.start();
    }

    /** Whether it has not ended, by itself or by a failure. */
    boolean alive() {
        return thread.isAlive();
    }

    /** Wakes the thread if it sleeps. Any thread may ring, at hardly any cost while it works. */
    void ring() {
        VarHandle.fullFence();
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** Has the thread do something between two rounds of work. */
    void run(Runnable errand) {
        errands.add(errand);
        ring();
    }

    /** Waits until the thread has no work left and the condition holds, and ends it. */
    void stopWhen(BooleanSupplier condition) {
        run(() -> stopWhen = condition);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (true) {
            boolean worked = false;
            for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
                errand.run();
                worked = true;
            }
            worked |= work.getAsBoolean();
            if (worked) {
                continue;
            }
            if (!hasWork.getAsBoolean() && stopWhen.getAsBoolean()) {
                return;
            }
            sleep();
        }
    }

    private void sleep() {
        asleep.set(true);
        VarHandle.fullFence();
        if (!hasWork.getAsBoolean() && errands.isEmpty()) {
            Instant wake = nextWake.get();
            long nanos = LONGEST_NANOS;
            if (wake.isBefore(Instant.MAX)) {
                Duration left = Duration.between(clock.instant(), wake);
                nanos = left.isNegative() ? 0 : Math.min(nanos, saturated(left));
            }
            if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
        }
        asleep.set(false);
    }

    private static long saturated(Duration duration) {
        return duration.toSeconds() > 1 ? Long.MAX_VALUE : duration.toNanos();
    }
}
