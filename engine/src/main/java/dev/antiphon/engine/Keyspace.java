package dev.antiphon.engine;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition's slice of the storage: it puts the partition and the table in front of every key
 * and turns bytes into typed rows. A key on disk is {@code partition u16, table u8, key}; a value
 * is {@code version u8, row}.
 */
final class Keyspace {
    static final int PREFIX = 3;

    private final Storage storage;
    private final int partition;
    private final KeyWriter keys = new KeyWriter();

    Keyspace(Storage storage, int partition) {
        this.storage = storage;
        this.partition = partition;
    }

    /** The key in a buffer that the next call overwrites. */
    <K> KeyWriter encode(Table<K, ?> table, K key) {
        keys.clear();
        keys.u16(partition).u8(table.id());
        table.keys().write(key, keys);
        return keys;
    }

    <K> byte[] key(Table<K, ?> table, K key) {
        return encode(table, key).copy();
    }

    /** Where the table's rows begin. */
    byte[] start(Table<?, ?> table) {
        return new byte[] {(byte) (partition >>> 8), (byte) partition, (byte) table.id()};
    }

    /** Just behind the table's last row. */
    byte[] end(Table<?, ?> table) {
        int next = ((partition << 8) | table.id()) + 1;
        return new byte[] {(byte) (next >>> 16), (byte) (next >>> 8), (byte) next};
    }

    <K, V> @Nullable V get(Table<K, V> table, K key) {
        byte[] value = storage.get(table.family(), key(table, key));
        return value == null ? null : decode(table, value);
    }

    <K, V> List<@Nullable V> getAll(Table<K, V> table, List<K> keys) {
        List<byte[]> encoded = new ArrayList<>(keys.size());
        for (K key : keys) {
            encoded.add(key(table, key));
        }
        List<@Nullable V> rows = new ArrayList<>(keys.size());
        for (byte @Nullable [] value : storage.getAll(table.family(), encoded)) {
            rows.add(value == null ? null : decode(table, value));
        }
        return rows;
    }

    Cursor cursor(Table<?, ?> table, byte[] from, byte[] to) {
        return storage.scan(table.family(), from, to);
    }

    static <K> K decodeKey(Table<K, ?> table, byte[] key) {
        return table.keys().read(new KeyReader(key, PREFIX));
    }

    static <V> V decode(Table<?, V> table, byte[] value) {
        return table.rows().read(value[0], new RowReader(value, 1));
    }

    static <V> void encodeRow(Table<?, V> table, V value, RowWriter out) {
        out.clear();
        out.u8(table.rows().version());
        table.rows().write(value, out);
    }
}
