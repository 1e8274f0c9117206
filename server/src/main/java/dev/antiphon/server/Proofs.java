package dev.antiphon.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what takes its time to compute while somebody waits, such as the signatures of
 * tokens: few of them, for a processor that is busy with these answers nobody else. What comes when
 * too many wait already is refused.
 */
final class Proofs implements Executor {
    private static final int WAITING = 1_000;

    private final ThreadPoolExecutor threads;

    Proofs() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    private Proofs(int atOnce) {
        threads =
                new ThreadPoolExecutor(
                        atOnce,
                        atOnce,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().daemon().name("proofs-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable proof) {
        threads.execute(proof);
    }
}
