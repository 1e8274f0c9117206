package dev.antiphon.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The machine's time without its steps back. Deadlines are instants, so a clock that is set back by
 * an hour would keep every message that is in flight invisible for an hour more. This one follows
 * the machine's clock forward at once; when that has been set back, it goes on at half its pace
 * until the machine's has caught up.
 *
 * <p>Safe for use by several threads.
 */
final class SteadyClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private Instant last;
    private long lastNanos;

    SteadyClock(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.last = wall.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    static SteadyClock system() {
        return new SteadyClock(InstantSource.system(), System::nanoTime);
    }

    @Override
    public synchronized Instant instant() {
        Instant read = wall.instant();
        long nanos = nanoTime.getAsLong();
        Instant slowed = last.plus(Duration.ofNanos((nanos - lastNanos) / 2));
        last = read.isAfter(slowed) ? read : slowed;
        lastNanos = nanos;
        return last;
    }
}
