package dev.antiphon.engine;

import dev.antiphon.storage.Cursor;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the storage's rows and the staged ones as one, the staged ones winning. */
final class MergedScan<K, V> implements Scan<K, V> {
    private final Table<K, V> table;
    private final Overlay overlay;
    private final Cursor stored;
    private final NavigableMap<byte[], Map.Entry<Object, Staged>> staged =
            new TreeMap<>(Arrays::compareUnsigned);
    private boolean storedReady;
    private @Nullable K key;
    private @Nullable V value;

    MergedScan(Table<K, V> table, Keyspace keyspace, Overlay overlay, byte[] from, byte[] to) {
        this.table = table;
        this.overlay = overlay;
        this.stored = keyspace.cursor(table, from, to);
        for (Map.Entry<Object, Staged> entry : overlay.rows(table).entrySet()) {
            @SuppressWarnings("unchecked")
            byte[] encoded = keyspace.key(table, (K) entry.getKey());
            if (Arrays.compareUnsigned(from, encoded) <= 0
                    && Arrays.compareUnsigned(encoded, to) < 0) {
                staged.put(encoded, Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        storedReady = nextStored();
    }

    private boolean nextStored() {
        while (stored.next()) {
            if (!overlay.hasRanges() || !overlay.rangeCovers(table, stored.key())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean next() {
        while (storedReady || !staged.isEmpty()) {
            int order;
            if (!storedReady) {
                order = 1;
            } else if (staged.isEmpty()) {
                order = -1;
            } else {
                order = Arrays.compareUnsigned(stored.key(), staged.firstKey());
            }
            if (order < 0) {
                key = Keyspace.decodeKey(table, stored.key());
                value = Keyspace.decode(table, stored.value());
                storedReady = nextStored();
                return true;
            }
            if (order == 0) {
                storedReady = nextStored();
            }
            if (takeStaged()) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private boolean takeStaged() {
        Map.Entry<Object, Staged> entry = staged.pollFirstEntry().getValue();
        Object row = entry.getValue().value;
        if (row == null) {
            return false;
        }
        key = (K) entry.getKey();
        value = (V) row;
        return true;
    }

    @Override
    public K key() {
        return present(key);
    }

    @Override
    public V value() {
        return present(value);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new NoSuchElementException("the scan stands on no row");
        }
        return part;
    }

    @Override
    public void close() {
        stored.close();
    }
}
