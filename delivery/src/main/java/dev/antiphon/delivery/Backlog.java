package dev.antiphon.delivery;

import dev.antiphon.engine.Observers;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The deliveries of a partition that wait or are under way outside, as their rows make them. */
final class Backlog implements Shard {
    /** Attempts that begin in one go. */
    private static final int ATTEMPTS_A_WAKE = 64;

    private static final class Entry {
        final long number;
        final Lane lane;
        Lane.@Nullable Waiting waiting;

        /** Whether it is under way inside: then its answer comes, and nothing is to be repeated. */
        boolean inside;

        Entry(long number, Lane lane) {
            this.number = number;
            this.lane = lane;
        }
    }

    private final Deliveries deliveries;
    private final Map<Long, Entry> entries = new HashMap<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final TreeSet<Lane> schedule =
            new TreeSet<>(
                    Comparator.<Lane>comparingLong(lane -> lane.scheduled)
                            .thenComparing(Lane::target));

    Backlog(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** How many deliveries are kept, by target. */
    Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        lanes.forEach((target, lane) -> sizes.put(target, lane.size()));
        return sizes;
    }

    int size() {
        return entries.size();
    }

    @Override
    public void observe(Observers observers) {
        observers.follow(
                DeliveryTables.DELIVERIES,
                new RowObserver<>() {
                    @Override
                    public void put(Long number, Delivery delivery) {
                        Lane lane = lanes.computeIfAbsent(delivery.target(), Lane::new);
                        entries.put(number, new Entry(number, lane));
                    }

                    @Override
                    public void deleted(Long number) {
                        forget(number);
                    }
                });
        observers.follow(
                DeliveryTables.PROGRESS,
                new RowObserver<>() {
                    @Override
                    public void put(Long number, Progress progress) {
                        follow(number, progress);
                    }

                    @Override
                    public void deleted(Long number) {
                        // With its delivery.
                    }
                });
    }

    private void follow(long number, Progress progress) {
        Entry entry = entries.get(number);
        if (entry == null) {
            return;
        }
        Lane lane = entry.lane;
        if (entry.waiting != null) {
            lane.remove(entry.waiting);
            entry.waiting = null;
        }
        lane.end(number);
        entry.inside = progress.inside();
        if (progress.underWay() == 0) {
            entry.waiting = new Lane.Waiting(progress.due().toEpochMilli(), number);
            lane.add(entry.waiting);
        } else {
            lane.begin(number, progress.due());
        }
        reschedule(lane);
    }

    private void forget(long number) {
        Entry entry = entries.remove(number);
        if (entry == null) {
            return;
        }
        Lane lane = entry.lane;
        if (entry.waiting != null) {
            lane.remove(entry.waiting);
        }
        lane.end(number);
        reschedule(lane);
        if (lane.forgettable()) {
            lanes.remove(lane.target());
        }
    }

    private void reschedule(Lane lane) {
        schedule.remove(lane);
        lane.scheduled = lane.nextDue();
        if (lane.scheduled != Long.MAX_VALUE) {
            schedule.add(lane);
        }
    }

    /** Whoever was making the calls outside is gone: they are made again. */
    @Override
    public void opened() {
        for (Entry entry : entries.values()) {
            if (entry.waiting == null && !entry.inside) {
                entry.lane.end(entry.number);
                entry.waiting = new Lane.Waiting(0, entry.number);
                entry.lane.add(entry.waiting);
                reschedule(entry.lane);
            }
        }
    }

    @Override
    public Instant nextWake() {
        return schedule.isEmpty() ? Instant.MAX : Instant.ofEpochMilli(schedule.first().scheduled);
    }

    /**
     * Begins attempts: one of each lane that is due, so that a long lane leaves the others room.
     */
    @Override
    public void wake(Tx tx) {
        long now = tx.now().toEpochMilli();
        List<Lane> due = new ArrayList<>();
        for (Lane lane : schedule) {
            if (lane.scheduled > now || due.size() == ATTEMPTS_A_WAKE) {
                break;
            }
            due.add(lane);
        }
        for (Lane lane : due) {
            lane.limit(deliveries.limits(tx, lane.target()));
            Lane.Waiting first = lane.due(now);
            if (first != null) {
                deliveries.attempt(tx, first.number());
            } else {
                reschedule(lane);
            }
        }
    }
}
