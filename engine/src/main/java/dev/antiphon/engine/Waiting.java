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
 * woken before in vain.
 */
final class Waiting {
    /** A call that has been accepted, and when. */
    record Arrival(Call<?> call, Instant at, long order) {}

    private record Parked(Arrival arrival, Object topic, Instant deadline) {}

    private static final Comparator<Parked> BY_ORDER =
            Comparator.comparingLong(parked -> parked.arrival.order);

    private final Map<Object, TreeSet<Parked>> topics = new HashMap<>();
    private final TreeSet<Parked> deadlines =
            new TreeSet<>(Comparator.comparing(Parked::deadline).thenComparing(BY_ORDER));
    private final Deque<Parked> awake = new ArrayDeque<>();
    private long bytes;

    void park(Arrival arrival, Object topic, Instant deadline) {
        Parked parked = new Parked(arrival, topic, deadline);
        topics.computeIfAbsent(topic, any -> new TreeSet<>(BY_ORDER)).add(parked);
        deadlines.add(parked);
        bytes += arrival.call.bytes();
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
        awake.add(parked);
        bytes -= parked.arrival.call.bytes();
    }

    @Nullable Arrival nextAwake() {
        for (Parked parked = awake.poll(); parked != null; parked = awake.poll()) {
            if (!parked.arrival.call.cancelled()) {
                return parked.arrival;
            }
            // It has hung up since it was woken: what woke it may be for another one.
            signal(parked.topic, 1);
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
        awake.forEach(parked -> calls.add(parked.arrival.call));
        deadlines.forEach(parked -> calls.add(parked.arrival.call));
        awake.clear();
        deadlines.clear();
        topics.clear();
        bytes = 0;
        return calls;
    }
}
