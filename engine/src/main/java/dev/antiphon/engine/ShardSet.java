package dev.antiphon.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The shards of an open partition, the tables that they follow, and when they want to be woken. */
final class ShardSet {
    private record Followed<K, V>(Table<K, V> table, RowObserver<K, V> observer) {}

    private static final class Entry {
        final Shard shard;

        /** After a failure: when its deadlines are tried again. */
        Instant notBefore = Instant.MIN;

        Entry(Shard shard) {
            this.shard = shard;
        }

        Instant nextWake() {
            Instant wake = shard.nextWake();
            return wake.isAfter(notBefore) ? wake : notBefore;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final @Nullable Followed<?, ?>[] followers = new Followed<?, ?>[256];

    /**
     * Makes the shards and shows them all their rows, in the order in which they registered the
     * tables.
     */
    ShardSet(List<ShardKey<?>> keys, OperationTx rows, Calls calls) {
        for (ShardKey<?> key : keys) {
            Shard shard = key.factory().get();
            entries.put(key.name(), new Entry(shard));
            List<Followed<?, ?>> followed = new ArrayList<>();
            shard.observe(
                    new Observers() {
                        @Override
                        public <K, V> void follow(Table<K, V> table, RowObserver<K, V> observer) {
                            Check.that(
                                    followers[table.id()] == null, "two shards follow one table");
                            Followed<K, V> entry = new Followed<>(table, observer);
                            followers[table.id()] = entry;
                            followed.add(entry);
                        }

                        @Override
                        public void signal(Object topic, int permits) {
                            calls.signal(topic, permits);
                        }
                    });
            followed.forEach(entry -> replay(entry, rows));
            shard.opened();
        }
    }

    private static <K, V> void replay(Followed<K, V> followed, OperationTx tx) {
        try (Scan<K, V> rows = tx.scanAll(followed.table)) {
            while (rows.next()) {
                followed.observer.put(rows.key(), rows.value());
            }
        }
    }

    @Nullable Shard get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? null : entry.shard;
    }

    /** A row was written or, if the value is null, removed. */
    @SuppressWarnings("unchecked")
    <K, V> void changed(Table<K, V> table, K key, @Nullable V value) {
        Followed<K, V> follower = (Followed<K, V>) followers[table.id()];
        if (follower == null) {
            return;
        }
        if (value == null) {
            follower.observer.deleted(key);
        } else {
            follower.observer.put(key, value);
        }
    }

    @SuppressWarnings("unchecked")
    void rangeDeleted(Change.RangeRemoval removal) {
        Followed<Object, Object> follower =
                (Followed<Object, Object>) followers[removal.table().id()];
        if (follower != null) {
            follower.observer.rangeDeleted(removal.from(), removal.to());
        }
    }

    Instant nextWake() {
        Instant next = Instant.MAX;
        for (Entry entry : entries.values()) {
            Instant wake = entry.nextWake();
            next = wake.isBefore(next) ? wake : next;
        }
        return next;
    }

    /**
     * Wakes those that are due. One that fails is left alone for a while, so that a deadline that
     * cannot be met does not keep the partition from its other work.
     *
     * @param run runs an operation and says whether it succeeded
     */
    boolean wakeDue(Instant now, Duration retryAfter, Predicate<Consumer<Tx>> run) {
        boolean worked = false;
        for (Entry entry : entries.values()) {
            if (!entry.nextWake().isAfter(now)) {
                worked = true;
                boolean succeeded = run.test(entry.shard::wake);
                entry.notBefore = succeeded ? Instant.MIN : now.plus(retryAfter);
            }
        }
        return worked;
    }
}
