package dev.antiphon.engine;

import dev.antiphon.engine.EngineTables.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a partition, used for one operation after the other. Staged rows go straight
 * into the overlay, where the operation's own reads find them; an undo list takes them out again if
 * it fails.
 */
final class OperationTx implements Tx {
    private final Keyspace keyspace;
    private final Overlay overlay;
    private final IdBlock ids;
    private final Catalogs catalogs;
    private final int partitions;
    private @Nullable ShardSet shards;
    private Instant now = Instant.EPOCH;
    private Instant roundedUp = Instant.EPOCH;
    private Instant arrivedAt = Instant.EPOCH;

    final List<Change> changes = new ArrayList<>();
    final List<Posting<?>> postings = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();
    final List<Listening> listenings = new ArrayList<>();
    boolean syncAsked;

    /** A parcel for the partition that owns its address, or for all. */
    record Posting<P>(ParcelKind<P> kind, String address, P payload, boolean toAll) {
        /** As it travels to another partition. */
        Parcel parcel() {
            return new Parcel(kind.name(), address, kind.encode(payload));
        }
    }

    /** See {@link Tx#signal}. */
    record Signal(Object topic, int permits) {}

    /** See {@link Tx#listen}. */
    record Listening(Object topic, ShardKey<?> shard) {}

    OperationTx(
            Keyspace keyspace, Overlay overlay, IdBlock ids, Catalogs catalogs, int partitions) {
        this.keyspace = keyspace;
        this.overlay = overlay;
        this.ids = ids;
        this.catalogs = catalogs;
        this.partitions = partitions;
    }

    /** See {@link Tx#now} and {@link Tx#after}. */
    void setTime(Instant now, Instant roundedUp) {
        this.now = now;
        this.roundedUp = roundedUp;
    }

    void setShards(ShardSet opened) {
        shards = opened;
    }

    void begin(Instant arrivedAt) {
        this.arrivedAt = arrivedAt;
        changes.clear();
        postings.clear();
        effects.clear();
        signals.clear();
        listenings.clear();
        syncAsked = false;
    }

    void rollback() {
        undo(0);
        begin(arrivedAt);
    }

    /** Undoes the changes from the last one back to that many. */
    private void undo(int kept) {
        for (int i = changes.size() - 1; i >= kept; i--) {
            switch (changes.get(i)) {
                case Change.Row row -> overlay.restore(row.table(), row.key(), row.previous());
                case Change.Shadow shadow ->
                        overlay.restore(shadow.table(), shadow.key(), shadow.previous());
                case Change.RangeRemoval removal -> overlay.removeRange(removal.range());
            }
        }
        shorten(changes, kept);
    }

    private static void shorten(List<?> list, int kept) {
        list.subList(kept, list.size()).clear();
    }

    @Override
    public <O> O attempt(Supplier<O> part) {
        int changesBefore = changes.size();
        int postingsBefore = postings.size();
        int effectsBefore = effects.size();
        int signalsBefore = signals.size();
        int listeningsBefore = listenings.size();
        boolean syncBefore = syncAsked;
        try {
            return part.get();
        } catch (RuntimeException | StackOverflowError e) {
            undo(changesBefore);
            shorten(postings, postingsBefore);
            shorten(effects, effectsBefore);
            shorten(signals, signalsBefore);
            shorten(listenings, listeningsBefore);
            syncAsked = syncBefore;
            throw e;
        }
    }

    boolean staged() {
        return !changes.isEmpty() || !postings.isEmpty() || !effects.isEmpty();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant after(Duration period) {
        return roundedUp.plus(period);
    }

    @Override
    public Instant arrivedAt() {
        return arrivedAt;
    }

    @Override
    public Ids ids() {
        return ids;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(Table<K, V> table, K key) {
        Staged staged = overlay.get(table, key);
        if (staged != null) {
            return (V) staged.value;
        }
        if (overlay.hasRanges() && overlay.rangeCovers(table, keyspace.key(table, key))) {
            return null;
        }
        return keyspace.get(table, key);
    }

    @Override
    public <K, V> List<@Nullable V> getAll(Table<K, V> table, List<K> keys) {
        List<K> elsewhere = new ArrayList<>(keys.size());
        for (K key : keys) {
            if (overlay.get(table, key) == null) {
                elsewhere.add(key);
            }
        }
        if (elsewhere.size() == keys.size() && !overlay.hasRanges()) {
            return keyspace.getAll(table, keys);
        }
        List<@Nullable V> rows = new ArrayList<>(keys.size());
        for (K key : keys) {
            rows.add(get(table, key));
        }
        return rows;
    }

    @Override
    public <K, V> void put(Table<K, V> table, K key, V value) {
        stage(table, key, new Staged(value));
    }

    @Override
    public <K> void delete(Table<K, ?> table, K key) {
        stage(table, key, new Staged(null));
    }

    private void stage(Table<?, ?> table, Object key, Staged staged) {
        changes.add(new Change.Row(table, key, staged, overlay.put(table, key, staged)));
    }

    @Override
    public <K> void deleteRange(Table<K, ?> table, K from, K to) {
        Overlay.Range range =
                new Overlay.Range(table, keyspace.key(table, from), keyspace.key(table, to));
        // Rows staged before must not shine through the range: they become absences, undone like
        // any other change.
        for (Object key : List.copyOf(overlay.rows(table).keySet())) {
            @SuppressWarnings("unchecked")
            byte[] encoded = keyspace.key(table, (K) key);
            if (range.covers(encoded)) {
                Staged absence = new Staged(null);
                changes.add(
                        new Change.Shadow(table, key, absence, overlay.put(table, key, absence)));
            }
        }
        overlay.addRange(range);
        changes.add(new Change.RangeRemoval(table, from, to, range));
    }

    @Override
    public <K, V> Scan<K, V> scan(Table<K, V> table, K from, K to) {
        return new MergedScan<>(
                table, keyspace, overlay, keyspace.key(table, from), keyspace.key(table, to));
    }

    <K, V> Scan<K, V> scanFrom(Table<K, V> table, K from) {
        return new MergedScan<>(
                table, keyspace, overlay, keyspace.key(table, from), keyspace.end(table));
    }

    <K, V> Scan<K, V> scanAll(Table<K, V> table) {
        return new MergedScan<>(
                table, keyspace, overlay, keyspace.start(table), keyspace.end(table));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends Shard> S shard(ShardKey<S> key) {
        Shard shard = shards == null ? null : shards.get(key.name());
        if (shard == null) {
            throw new IllegalArgumentException("no shard is registered as " + key.name());
        }
        return (S) shard;
    }

    @Override
    public <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table) {
        return catalogs.catalog(table);
    }

    @Override
    public void setTimer(Timer timer) {
        put(EngineTables.TIMERS, timer, true);
    }

    @Override
    public void cancelTimer(Timer timer) {
        delete(EngineTables.TIMERS, timer);
    }

    @Override
    public <P> void send(ParcelKind<P> kind, String address, P payload) {
        postings.add(new Posting<>(kind, address, payload, false));
    }

    @Override
    public <P> int sendToAll(ParcelKind<P> kind, String address, P payload) {
        postings.add(new Posting<>(kind, address, payload, true));
        return partitions;
    }

    @Override
    public void perform(Effect effect) {
        effects.add(effect);
    }

    @Override
    public void signal(Object topic, int permits) {
        signals.add(new Signal(topic, permits));
    }

    @Override
    public void listen(Object topic, ShardKey<?> shard) {
        listenings.add(new Listening(topic, shard));
    }

    @Override
    public void sync() {
        syncAsked = true;
    }
}
