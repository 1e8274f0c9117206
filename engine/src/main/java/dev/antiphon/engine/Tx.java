package dev.antiphon.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a handler has. It belongs to one operation on one partition: what it stages is applied
 * when the handler returns and thrown away when it throws. Reads see what this and earlier
 * operations staged, durable or not; nobody outside of the partition learns of it before it is
 * durable.
 *
 * <p>Not to be kept: a transaction ends with the handler that it was given to.
 */
public interface Tx {
    /** The time, to the millisecond before. It never goes back while the server runs. */
    Instant now();

    /**
     * When a period that begins now will be over: not before it is, so to the millisecond after.
     * What must not happen too early is due then; {@code now().plus(period)} may be up to a
     * millisecond less.
     */
    Instant after(Duration period);

    /**
     * When the operation ran for the first time: earlier than {@link #now} for one that has waited
     * (see {@link Outcome.Wait}).
     */
    Instant arrivedAt();

    Ids ids();

    /** A row, or null. */
    <K, V> @Nullable V get(Table<K, V> table, K key);

    /**
     * Rows in the order of their keys, null where there is none: cheaper than one by one for keys
     * that lie together.
     */
    <K, V> List<@Nullable V> getAll(Table<K, V> table, List<K> keys);

    default boolean has(Table<?, ?> table, Object key) {
        @SuppressWarnings("unchecked")
        Table<Object, Object> any = (Table<Object, Object>) table;
        return get(any, key) != null;
    }

    /** Stages a row. Values are immutable: the engine hands the same object to later readers. */
    <K, V> void put(Table<K, V> table, K key, V value);

    /** Stages the removal of a row; one that is not there is no error. */
    <K> void delete(Table<K, ?> table, K key);

    /** Stages the removal of all rows from {@code from} (inclusive) to {@code to} (exclusive). */
    <K> void deleteRange(Table<K, ?> table, K from, K to);

    /**
     * The rows from {@code from} (inclusive) to {@code to} (exclusive) in key order. Close it. For
     * sweeps and listings: on a hot path keep an index in the shard instead. Rows staged after the
     * scan began may or may not be seen.
     */
    <K, V> Scan<K, V> scan(Table<K, V> table, K from, K to);

    /** This partition's part of a service: what it derived from its rows. */
    <S extends Shard> S shard(ShardKey<S> key);

    /**
     * Committed definitions of the whole node, for what another partition owns. For own rows use
     * {@link #get}.
     */
    <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table);

    /** Stages a timer. The same timer set twice fires once. */
    void setTimer(Timer timer);

    /** Stages the removal of a timer; one that is not set is no error. */
    void cancelTimer(Timer timer);

    /**
     * Stages a parcel for the entity that {@code address} names, here or in another partition. It
     * is received exactly once if this operation is committed, in the order in which this partition
     * sent to that one.
     *
     * @param address the key that the {@link Router} routes by: the ARN of the entity
     * @param payload immutable
     */
    <P> void send(ParcelKind<P> kind, String address, P payload);

    /**
     * Stages a parcel for every partition, this one too, in order with the others that it sends:
     * for what concerns entities wherever they are. Each receives it exactly once.
     *
     * @param address what the parcel is about, the same for all
     * @return how many partitions there are
     */
    <P> int sendToAll(ParcelKind<P> kind, String address, P payload);

    /**
     * Has something done outside once this operation is durable, at most once: a crash, or a commit
     * that fails, forgets it. What must be done has a row that says so, and whoever keeps the row
     * asks again when the partition opens (see {@link Shard#opened}).
     */
    void perform(Effect effect);

    /**
     * Runs a part of this operation that may fail by itself: what it staged before it threw is
     * undone, what was staged before it stays. Parts may hold parts.
     *
     * @throws RuntimeException what the part threw; after {@link Check.Broken} the operation must
     *     fail as a whole
     */
    <O> O attempt(Supplier<O> part);

    /**
     * Lets up to {@code permits} operations that wait for the topic run again, the longest waiting
     * first.
     */
    void signal(Object topic, int permits);

    /**
     * Has a shard told when the topic is signalled ({@link Shard#signalled}): once, in its turn
     * among the operations that wait for it. Forgotten when the partition opens.
     */
    void listen(Object topic, ShardKey<?> shard);

    /**
     * Lets the answer wait for the disk although all that was staged may be soft: for an operation
     * that promises what another one merely does on the way.
     */
    void sync();
}
