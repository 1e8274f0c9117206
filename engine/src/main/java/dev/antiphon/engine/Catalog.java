package dev.antiphon.engine;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The committed rows of a published table, of all partitions, readable from every thread without a
 * hop. A change is there before the call that made it is answered.
 */
public interface Catalog<K extends Comparable<? super K>, V> {
    @Nullable V get(K key);

    /** A live view, in key order. */
    SortedMap<K, V> all();

    /**
     * A live view of the rows from {@code from} (inclusive) to {@code to} (exclusive), in key
     * order.
     */
    SortedMap<K, V> range(K from, K to);
}
