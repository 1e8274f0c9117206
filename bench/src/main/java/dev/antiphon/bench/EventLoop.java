package dev.antiphon.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one thread of a run, which is the thread that calls {@link #runUntil}: it reads answers as
 * they arrive and lets whoever waited send the next request. Everything of a run happens on it, so
 * nothing is locked.
 */
final class EventLoop implements AutoCloseable {
    /** Requests that are too large for this are no use to any server of SQS. */
    private static final int LARGEST_REQUEST = 2 << 20;

    private static final long LONGEST_SLEEP_MILLIS = 100;

    private record Later(long due, Runnable task) {}

    private final Endpoint endpoint;
    private final Requests requests;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 18);
    private final ByteBuffer output = ByteBuffer.allocateDirect(LARGEST_REQUEST);
    private final ConcurrentLinkedQueue<Runnable> errands = new ConcurrentLinkedQueue<>();

    /** Pauses; all are of the same length, so the first one in is due first. */
    private final Deque<Later> pauses = new ArrayDeque<>();

    EventLoop(Endpoint endpoint, Signing signing) {
        this.endpoint = endpoint;
        this.requests = new Requests(endpoint, signing);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection newConnection() {
        return new Connection(this, endpoint);
    }

    /** Runs something on the loop. Any thread may call. */
    void execute(Runnable errand) {
        errands.add(errand);
        selector.wakeup();
    }

    /** Runs something after the pause that follows a failure, or a receive that found nothing. */
    void afterPause(Runnable task) {
        pauses.add(new Later(System.nanoTime() + Duration.ofMillis(10).toNanos(), task));
    }

    /** Runs for a time. */
    void runFor(Duration time) {
        runUntil(() -> false, time);
    }

    /** Runs until the condition holds, or the time is over. Returns whether it holds. */
    boolean runUntil(BooleanSupplier done, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        Consumer<SelectionKey> ready = key -> ((Connection) key.attachment()).ready(key);
        try {
            while (!done.getAsBoolean()) {
                long now = System.nanoTime();
                if (now - end >= 0) {
                    return false;
                }
                long sleep = sleepMillis(now, end);
                if (sleep <= 0) {
                    selector.selectNow(ready);
                } else {
                    selector.select(ready, sleep);
                }
                runErrands();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long sleepMillis(long now, long end) {
        long until = pauses.isEmpty() ? end : Math.min(end, pauses.peek().due());
        return Math.min(LONGEST_SLEEP_MILLIS, (until - now + 999_999) / 1_000_000);
    }

    private void runErrands() {
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
            errand.run();
        }
        while (!pauses.isEmpty() && pauses.peek().due() - System.nanoTime() <= 0) {
            pauses.remove().task().run();
        }
    }

    Selector selector() {
        return selector;
    }

    /** Room to read into, shared by all connections. */
    ByteBuffer input() {
        return input.clear();
    }

    /** A request, ready to be written; good until the next one is made. */
    ByteBuffer request(Operation operation, byte[] body, int length) {
        if (length + Requests.MOST_HEADERS > LARGEST_REQUEST) {
            throw new IllegalArgumentException("a request of " + length + " bytes is too large");
        }
        output.clear();
        requests.write(operation, body, length, output);
        return output.flip();
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                ((Connection) key.attachment()).close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
