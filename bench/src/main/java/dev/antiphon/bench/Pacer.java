package dev.antiphon.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Calls at a fixed rate, on the loop. It has a thread for that, because a selector sleeps by the
 * millisecond, and that is as long as what is to be measured.
 */
final class Pacer implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param due told the time that was meant, by {@link System#nanoTime}
     */
    Pacer(EventLoop loop, int perSecond, LongConsumer due) {
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        this.thread =
                Thread.ofPlatform()
                        .name("pacer")
                        .daemon(true)
                        .start(() -> {
                            long next = System.nanoTime();
                            while (!stopped) {
                                next += interval;
                                sleepUntil(next);
                                long meant = next;
                                loop.execute(() -> due.accept(meant));
                            }
                        });
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
