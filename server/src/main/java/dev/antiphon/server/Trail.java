package dev.antiphon.server;

import dev.antiphon.delivery.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of events on their ways, in a ring: adding one is a store, and whoever asks for an
 * event reads the whole ring. What steps hold on to, bodies of events above all, is counted: where
 * that is too much, the oldest go before the ring is full.
 */
final class Trail {
    private final AtomicReferenceArray<@Nullable Trace> ring;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final TraceConfig config;
    private final InstantSource clock;

    Trail(TraceConfig config, InstantSource clock) {
        this.ring = new AtomicReferenceArray<>(Math.max(1, config.traceEntries()));
        this.config = config;
        this.clock = clock;
    }

    void add(Trace step) {
        if (config.traceEntries() == 0) {
            return;
        }
        long at = added.getAndIncrement();
        put(at, step);
        while (bytes.get() > config.traceBytes()) {
            // What has left the ring by itself need not be dropped.
            long oldest = dropped.getAndUpdate(next -> Math.max(next, at - ring.length() + 1) + 1);
            if (oldest > at) {
                break;
            }
            put(Math.max(oldest, at - ring.length() + 1), null);
        }
    }

    private void put(long at, @Nullable Trace step) {
        Trace before = ring.getAndSet((int) (at % ring.length()), step);
        bytes.addAndGet((step == null ? 0 : step.bytes()) - (before == null ? 0 : before.bytes()));
    }

    /** The steps of an event that are still kept, the oldest first. */
    List<Trace> of(String id) {
        Instant oldest = clock.instant().minus(config.traceTime());
        List<Trace> steps = new ArrayList<>();
        long end = added.get();
        for (long at = Math.max(0, end - ring.length()); at < end; at++) {
            Trace step = ring.get((int) (at % ring.length()));
            if (step != null && step.id().equals(id) && !time(step).isBefore(oldest)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static Instant time(Trace step) {
        return switch (step) {
            case Trace.Routed routed -> routed.time();
            case Trace.Attempted attempted -> attempted.time();
        };
    }
}
