package dev.antiphon.delivery.source;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The pollers of a partition, as the definitions of consumers make them. */
final class LivePollers implements Shard {
    /** Records of batches that are under way, in memory. A batch may go beyond. */
    private static final long MOST_BYTES = 64 << 20;

    /** What one operation takes. */
    private static final long BYTES_A_SHIFT = 4 << 20;

    private final Pollers pollers;
    private final Map<String, Poller> byConsumer = new HashMap<>();
    private long bytesUnderWay;

    /** Those that listen to a topic, the one to be told first, first. */
    private final Map<Object, Deque<Poller>> listeners = new HashMap<>();

    private final TreeSet<Poller> schedule =
            new TreeSet<>(
                    Comparator.<Poller, Instant>comparing(poller -> poller.scheduled)
                            .thenComparingLong(poller -> poller.turn));
    private long turns;

    LivePollers(Pollers pollers) {
        this.pollers = pollers;
    }

    @Override
    public void observe(Observers observers) {
        pollers.consumers().forEach(type -> follow(observers, type));
    }

    private <K, V> void follow(Observers observers, ConsumerType<K, V> type) {
        observers.follow(
                type.definitions(),
                new RowObserver<>() {
                    @Override
                    public void put(K key, V definition) {
                        define(type.consumer(key, definition));
                    }

                    @Override
                    public void deleted(K key) {
                        drop(type.id(key));
                    }
                });
    }

    private void define(Consumer consumer) {
        Poller poller = byConsumer.get(consumer.id());
        if (poller == null) {
            poller = new Poller(consumer);
            byConsumer.put(consumer.id(), poller);
        } else {
            poller.redefine(consumer);
        }
        reschedule(poller);
    }

    private void drop(String id) {
        Poller poller = byConsumer.remove(id);
        if (poller != null) {
            poller.end();
            bytesUnderWay -= poller.bytesUnderWay();
            reschedule(poller);
        }
    }

    /** A call has ended. Returns the poller whose call it was, if it is still here. */
    @Nullable Poller ended(BatchCall call) {
        Poller poller = byConsumer.get(call.consumer().id());
        long before = poller == null ? 0 : poller.bytesUnderWay();
        if (poller == null || !poller.ended(call.number())) {
            return null; // of before the partition opened, or of a consumer that is gone
        }
        bytesUnderWay += poller.bytesUnderWay() - before;
        reschedule(poller);
        return poller;
    }

    int underWay() {
        return byConsumer.values().stream().mapToInt(Poller::underWay).sum();
    }

    @Override
    public boolean signalled(Object topic) {
        Deque<Poller> waiting = listeners.get(topic);
        Poller poller = waiting == null ? null : waiting.poll();
        if (waiting != null && waiting.isEmpty()) {
            listeners.remove(topic);
        }
        if (poller == null || !poller.signalled(topic)) {
            return false;
        }
        reschedule(poller);
        return true;
    }

    @Override
    public Instant nextWake() {
        return schedule.isEmpty() ? Instant.MAX : schedule.first().scheduled;
    }

    /**
     * Lets the first of those that are due work: one, so that a fault of one undoes nothing that
     * others remember to have done.
     */
    @Override
    public void wake(Tx tx) {
        if (!schedule.isEmpty() && !schedule.first().scheduled.isAfter(tx.now())) {
            work(tx, schedule.first());
        }
    }

    private void work(Tx tx, Poller poller) {
        schedule.remove(poller); // one that wants to go on at once comes after the others
        poller.scheduled = Instant.MAX;
        Object listening = poller.listening();
        long bytes = poller.bytesUnderWay();
        int most = (int) Math.clamp(MOST_BYTES - bytesUnderWay, 0, BYTES_A_SHIFT);
        try {
            poller.work(tx, pollers.find(tx, poller.consumer()), most);
        } finally {
            bytesUnderWay += poller.bytesUnderWay() - bytes;
            reschedule(poller);
        }
        Object topic = poller.listening();
        if (topic != null && !topic.equals(listening)) {
            tx.listen(topic, pollers.key());
            listeners.computeIfAbsent(topic, any -> new ArrayDeque<>()).add(poller);
        }
    }

    private void reschedule(Poller poller) {
        if (poller.scheduled.equals(poller.due())) {
            return; // it keeps its turn
        }
        schedule.remove(poller);
        poller.scheduled = poller.due();
        poller.turn = turns++;
        if (!poller.scheduled.equals(Instant.MAX)) {
            schedule.add(poller);
        }
    }
}
