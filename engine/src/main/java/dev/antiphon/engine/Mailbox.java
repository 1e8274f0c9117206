package dev.antiphon.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a partition: bounded in number and in bytes, filled by any thread,
 * emptied by one.
 */
final class Mailbox {
    private final MpscArrayQueue<Call<?>> calls;
    private final AtomicLong bytes = new AtomicLong();
    private final long byteLimit;

    Mailbox(int callLimit, long byteLimit) {
        this.calls = new MpscArrayQueue<>(callLimit);
        this.byteLimit = byteLimit;
    }

    /**
     * Takes a call in, or refuses it for want of room. Where nothing else waits, there is room for
     * any: otherwise a call larger than the limit could never be made.
     */
    boolean offer(Call<?> call) {
        int size = call.bytes();
        long all = bytes.addAndGet(size);
        if ((all > byteLimit && all > size) || !calls.offer(call)) {
            bytes.addAndGet(-size);
            return false;
        }
        return true;
    }

    @Nullable Call<?> poll() {
        Call<?> call = calls.poll();
        if (call != null) {
            bytes.addAndGet(-call.bytes());
        }
        return call;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int size() {
        return calls.size();
    }
}
