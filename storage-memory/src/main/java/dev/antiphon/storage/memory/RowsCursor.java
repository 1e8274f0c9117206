package dev.antiphon.storage.memory;

import dev.antiphon.storage.Cursor;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over a range of rows for as long as the storage it was opened from may be used. */
final class RowsCursor implements Cursor {
    private final Iterator<Map.Entry<byte[], byte[]>> rows;
    private final Runnable checkUsable;
    private Map.@Nullable Entry<byte[], byte[]> current;
    private boolean closed;

    RowsCursor(Iterator<Map.Entry<byte[], byte[]>> rows, Runnable checkUsable) {
        this.rows = rows;
        this.checkUsable = checkUsable;
    }

    @Override
    public boolean next() {
        if (closed) {
            throw new IllegalStateException("The cursor is closed");
        }
        checkUsable.run();
        current = rows.hasNext() ? rows.next() : null;
        return current != null;
    }

    @Override
    public byte[] key() {
        return row().getKey();
    }

    @Override
    public byte[] value() {
        return row().getValue();
    }

    @Override
    public void close() {
        closed = true;
        current = null;
    }

    private Map.Entry<byte[], byte[]> row() {
        if (current == null) {
            throw new IllegalStateException("The cursor stands on no row");
        }
        return current;
    }
}
