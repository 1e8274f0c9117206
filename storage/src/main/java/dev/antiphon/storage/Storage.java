package dev.antiphon.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows. One thread writes (the committer); any thread may read meanwhile, and sees every
 * write that has returned.
 *
 * <p>Writes are a log: after a crash the rows are those of a prefix of all writes, and that prefix
 * holds at least every write up to the last one that returned with {@link Sync#DURABLE}. A write
 * that was merely journaled survives the end of the process, not necessarily that of the machine.
 *
 * <p>To use a closed storage, or to write where {@link #recover} was due, is a mistake of the
 * caller: {@link IllegalStateException}. A read that the disk refuses throws {@link
 * java.io.UncheckedIOException}.
 */
public interface Storage extends AutoCloseable {
    /** What a write must have reached before it returns. */
    enum Sync {
        /** In the log, in the hands of the operating system. */
        JOURNALED,
        /** On the disk: fsynced. */
        DURABLE
    }

    /** An empty batch for {@link #write} of this storage. Safe to call from any thread. */
    WriteBatch newBatch();

    /** The value of a key, or null. It may be the row itself: do not change it. */
    byte @Nullable [] get(Family family, byte[] key);

    /**
     * The values of several keys in the order of the keys, null where there is none: cheaper than
     * one by one for keys that lie together.
     */
    default List<byte @Nullable []> getAll(Family family, List<byte[]> keys) {
        List<byte @Nullable []> values = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            values.add(get(family, key));
        }
        return values;
    }

    /**
     * The rows from {@code from} (inclusive) to {@code to} (exclusive), in unsigned byte order.
     * Close it.
     */
    Cursor scan(Family family, byte[] from, byte[] to);

    /**
     * Applies the batches in their order, as one atomic change: after a crash all of it is there or
     * nothing. Reads meanwhile may see a part of it.
     *
     * @throws StorageException if it failed. Whether the change will be there after a restart is
     *     then unknown, no later write may be tried before {@link #recover} has returned, and reads
     *     go on to work.
     */
    void write(List<? extends WriteBatch> batches, Sync sync) throws StorageException;

    /**
     * Makes the storage writable again after a failed write, as far as the disk allows, and proves
     * it with a synced write of its own. Afterwards the rows are those of all successful writes,
     * perhaps with those of the failed one. Cursors that are open may be of no use afterwards: they
     * then throw {@link IllegalStateException}.
     *
     * @throws StorageException if it is still not writable
     */
    void recover() throws StorageException;

    @Override
    void close();
}
