package dev.antiphon.compat.crash;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the server is there, for clients that wait for it, and whether the load goes on. */
final class Uptime {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean up;
    private boolean over;

    void up() {
        set(true, over);
    }

    void down() {
        set(false, over);
    }

    /** No client is to begin anything more. */
    void over() {
        set(up, true);
    }

    private void set(boolean up, boolean over) {
        lock.lock();
        try {
            this.up = up;
            this.over = over;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the server.
     *
     * @return false when the load is over
     */
    boolean goesOn() {
        lock.lock();
        try {
            while (!up && !over) {
                changed.awaitUninterruptibly();
            }
            return !over;
        } finally {
            lock.unlock();
        }
    }
}
