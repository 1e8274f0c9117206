package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * Walks over a range with a RocksDB iterator, which sees the rows of one moment. Every use of the
 * iterator holds the storage's lock for reading, and the storage releases its cursors before it
 * closes the database: a cursor that was left open then throws instead of touching freed memory.
 */
final class RocksCursor implements Cursor {
    private final RocksStorage storage;
    private final Slice end;
    private final ReadOptions options;
    private final RocksIterator rows;

    private boolean started;
    private boolean onRow;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    /** Whether the iterator may be used. Guarded by the storage's lock. */
    private boolean usable = true;

    /** Holding the storage's lock. */
    RocksCursor(RocksStorage storage, Database database, Family family, byte[] from, byte[] to) {
        this.storage = storage;
        end = new Slice(to);
        options =
                new ReadOptions()
                        .setIterateUpperBound(end)
                        // A long scan would push out of the cache what lookups need.
                        .setFillCache(false);
        rows = database.iterator(family, options);
        rows.seek(from);
    }

    @Override
    public boolean next() {
        return storage.reading(() -> {
            checkUsable();
            if (!started) {
                started = true;
            } else if (onRow) {
                rows.next();
            }
            key = null;
            value = null;
            onRow = rows.isValid();
            if (!onRow) {
                rows.status();
            }
            return onRow;
        });
    }

    @Override
    public byte[] key() {
        byte[] known = key;
        if (known != null) {
            return known;
        }
        byte[] read =
                storage.reading(() -> {
                    checkOnRow();
                    return rows.key();
                });
        key = read;
        return read;
    }

    @Override
    public byte[] value() {
        byte[] known = value;
        if (known != null) {
            return known;
        }
        byte[] read =
                storage.reading(() -> {
                    checkOnRow();
                    return rows.value();
                });
        value = read;
        return read;
    }

    @Override
    public void close() {
        storage.forget(this);
    }

    /** Frees the native memory. Holding the storage's lock. */
    void release() {
        if (usable) {
            usable = false;
            onRow = false;
            rows.close();
            options.close();
            end.close();
        }
    }

    private void checkOnRow() {
        checkUsable();
        if (!onRow) {
            throw new IllegalStateException("The cursor stands on no row");
        }
    }

    private void checkUsable() {
        if (!usable) {
            throw new IllegalStateException(
                    "The cursor was closed, or its storage was closed or recovered");
        }
    }

    /** A read of RocksDB. */
    @FunctionalInterface
    interface Read<T extends @Nullable Object> {
        T run() throws RocksDBException;
    }
}
