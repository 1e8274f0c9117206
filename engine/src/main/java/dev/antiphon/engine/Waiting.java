package dev.antiphon.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a partition that wait for a topic or a deadline: long polls, mostly. An idle one
 * costs two tree nodes and no thread. The longest waiting call is woken first, also when it was
 * woken before in vain. Shards that listen to a topic wait in the same line.
 */
final class Waiting {
    sealed interface Waiter {
        long order();
    }

    /** A call that has been accepted, and when. */
    record Arrival(Call<?> call, Instant at, long order) implements Waiter {}

    private record Listener(ShardKey<?> shard, long order) implements Waiter {}

    /** Tells a shard of a topic; see {@link Shard#signalled}. */
    @FunctionalInterface
    interface Listeners {
        boolean tell(ShardKey<?> shard, Object topic);
    }

    private record Parked(Waiter waiter, Object topic, Instant deadline) {}

    private record Awake(Arrival arrival, Object topic) {}

    private static final Comparator<Parked> BY_ORDER =
            Comparator.comparingLong(parked -> parked.waiter.order());

    private final Map<Object, TreeSet<Parked>> topics = new HashMap<>();
    private final TreeSet<Parked> deadlines =
            new TreeSet<>(Comparator.comparing(Parked::deadline).thenComparing(BY_ORDER));
    private final Deque<Awake> awake = new ArrayDeque<>();
    private final Listeners listeners;
    private long bytes;

    Waiting(Listeners listeners) {
        this.listeners = listeners;
    }

    void park(Arrival arrival, Object topic, Instant deadline) {
        add(new Parked(arrival, topic, deadline));
        bytes += arrival.call.bytes();
    }

    void listen(ShardKey<?> shard, long order, Object topic) {
        add(new Parked(new Listener(shard, order), topic, Instant.MAX));
    }

    private void add(Parked parked) {
        topics.computeIfAbsent(parked.topic, any -> new TreeSet<>(BY_ORDER)).add(parked);
        deadlines.add(parked);
    }

    void signal(Object topic, int permits) {
        if (topics.isEmpty()) {
            return;
        }
        TreeSet<Parked> parked = topics.get(topic);
        int left = permits;
        while (parked != null && left > 0 && !parked.isEmpty()) {
            Parked first = parked.first();
            wake(first);
            left--;
        }
    }

    void wakeOverdue(Instant now) {
        while (!deadlines.isEmpty() && !deadlines.first().deadline.isAfter(now)) {
            wake(deadlines.first());
        }
    }

    private void wake(Parked parked) {
        deadlines.remove(parked);
        TreeSet<Parked> same = topics.get(parked.topic);
        if (same != null) {
            same.remove(parked);
            if (same.isEmpty()) {
                topics.remove(parked.topic);
            }
        }
        switch (parked.waiter) {
            case Arrival arrival -> {
                awake.add(new Awake(arrival, parked.topic));
                bytes -= arrival.call.bytes();
            }
            case Listener listener -> {
                if (!listeners.tell(listener.shard, parked.topic)) {
                    signal(parked.topic, 1);
                }
            }
        }
    }

    @Nullable Arrival nextAwake() {
        for (Awake woken = awake.poll(); woken != null; woken = awake.poll()) {
            if (!woken.arrival.call.cancelled()) {
                return woken.arrival;
            }
            // It has hung up since it was woken: what woke it may be for another one.
            signal(woken.topic, 1);
        }
        return null;
    }

    boolean anyAwake() {
        return !awake.isEmpty();
    }

    Instant nextDeadline() {
        return deadlines.isEmpty() ? Instant.MAX : deadlines.first().deadline;
    }

    /** What those that wait hold in memory, roughly. */
    long bytes() {
        return bytes;
    }

    /** All of them, which then wait no more. */
    List<Call<?>> clear() {
        List<Call<?>> calls = new ArrayList<>();
        awake.forEach(woken -> calls.add(woken.arrival.call));
        for (Parked parked : deadlines) {
            if (parked.waiter instanceof Arrival arrival) {
                calls.add(arrival.call);
            }
        }
        awake.clear();
        deadlines.clear();
        topics.clear();
        bytes = 0;
        return calls;
    }
}
