package dev.antiphon.engine;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of one table. The committer follows the commits with {@link #put} and {@link
 * #remove}; a partition that opens replaces its own rows.
 */
final class CatalogMap<K extends Comparable<? super K>, V> implements Catalog<K, V> {
    private record Owned<V>(int partition, V value) {}

    private final ConcurrentSkipListMap<K, V> rows = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<K, Owned<V>> owners = new ConcurrentSkipListMap<>();

    @Override
    public @Nullable V get(K key) {
        return rows.get(key);
    }

    @Override
    public SortedMap<K, V> all() {
        return Collections.unmodifiableSortedMap(rows);
    }

    @Override
    public SortedMap<K, V> range(K from, K to) {
        return Collections.unmodifiableSortedMap(rows.subMap(from, to));
    }

    @SuppressWarnings("unchecked")
    void put(int partition, Object key, Object value) {
        owners.put((K) key, new Owned<>(partition, (V) value));
        rows.put((K) key, (V) value);
    }

    @SuppressWarnings("unchecked")
    void remove(Object key) {
        rows.remove((K) key);
        owners.remove((K) key);
    }

    /** The keys of a partition, to find those that are gone when it has opened again. */
    Set<Object> keysOf(int partition) {
        Set<Object> keys = new HashSet<>();
        owners.forEach((key, owned) -> {
            if (owned.partition == partition) {
                keys.add(key);
            }
        });
        return keys;
    }
}
