package dev.antiphon.storage.memory;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.WriteBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows on the heap, for as long as the process runs: what a server with {@code --in-memory}
 * uses. Its writes never fail.
 *
 * <p>The arrays that {@link #get} and its cursors return are the rows themselves, not copies:
 * changing one changes the row.
 */
public final class MemoryStorage implements Storage {
    private final Rows rows = new Rows();
    private volatile boolean closed;

    @Override
    public WriteBatch newBatch() {
        return new MemoryBatch();
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        checkOpen();
        return rows.get(family, key);
    }

    @Override
    public Cursor scan(Family family, byte[] from, byte[] to) {
        checkOpen();
        return new RowsCursor(rows.scan(family, from, to), this::checkOpen);
    }

    @Override
    public void write(List<? extends WriteBatch> batches, Sync sync) {
        checkOpen();
        rows.apply(batches);
    }

    @Override
    public void recover() {
        checkOpen();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The storage is closed");
        }
    }
}
