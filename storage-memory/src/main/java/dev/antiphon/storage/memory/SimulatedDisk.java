package dev.antiphon.storage.memory;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk for simulations. It outlives the storages that are opened on it one after the other, and
 * does to them everything that the contract of {@link Storage} allows a disk to do. What the
 * contract leaves open is decided by the given generator and by nothing else, so that a seed
 * repeats a run. (Give it a {@code SplittableRandom}: the first booleans of {@code Random} are the
 * same for all small seeds.)
 *
 * <ul>
 *   <li>{@link #crash()}, the machine goes down: of the writes that were only journaled since the
 *       last durable one, a prefix survives, each write whole.
 *   <li>{@link #kill()}, the process ends: every write that returned survives.
 *   <li>{@link #failWrites(int)} and {@link #fill()}: writes fail, a number of times or until
 *       {@link #heal()}. The change of a failed write turns up at the next recovery or restart, or
 *       never.
 *   <li>{@link #failRecoveries(int)}: recoveries fail, a number of times.
 * </ul>
 *
 * <p>The rows are those that a running process sees. Each write that is not durable yet keeps the
 * changes that undo it, so a crash costs as much as what it loses, however much the disk holds. A
 * second copy of the rows, as of the last durable write, would make every write cost double.
 */
public final class SimulatedDisk {
    private final RandomGenerator random;
    private final Rows rows = new Rows();

    /** How to undo each write since the last durable one; the latest write comes first. */
    private final Deque<List<Change>> unsynced = new ArrayDeque<>();

    /** The write that failed, until a recovery or a restart decides what became of it. */
    private @Nullable List<? extends WriteBatch> inDoubt;

    private volatile @Nullable OpenDisk opened;
    private int writesToFail;
    private int recoveriesToFail;
    private boolean full;

    public SimulatedDisk(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Opens the disk as a starting process does.
     *
     * @throws IllegalStateException if it is still open
     */
    public Storage open() {
        if (opened != null) {
            throw new IllegalStateException("The disk is in use by another process");
        }
        OpenDisk storage = new OpenDisk();
        opened = storage;
        return storage;
    }

    /**
     * The machine goes down. The open storage, if any, is dead: every use of it throws. A random
     * number of the latest writes that were not durable is lost; what is left is durable.
     */
    public void crash() {
        opened = null;
        int lost = random.nextInt(unsynced.size() + 1);
        for (int i = 0; i < lost; i++) {
            rows.applyChanges(unsynced.pop());
        }
        if (lost > 0) {
            // Later than what is lost already, so it cannot have survived.
            inDoubt = null;
        }
        settleDoubt();
        unsynced.clear();
    }

    /**
     * The process ends without warning. The open storage, if any, is dead: every use of it throws.
     * Every write that returned is still there, but those that were not durable may yet be lost in
     * a {@link #crash()}.
     */
    public void kill() {
        opened = null;
        settleDoubt();
    }

    /** Lets the next writes fail, each of which needs a {@link Storage#recover} after it. */
    public void failWrites(int count) {
        writesToFail = count;
    }

    /** Lets the next recoveries fail. */
    public void failRecoveries(int count) {
        recoveriesToFail = count;
    }

    /** Lets all writes and recoveries fail until {@link #heal()}. */
    public void fill() {
        full = true;
    }

    /** Ends every fault that was ordered. A storage whose write has failed must still recover. */
    public void heal() {
        full = false;
        writesToFail = 0;
        recoveriesToFail = 0;
    }

    /** How many writes a {@link #crash()} could lose now. */
    public int unsyncedWrites() {
        return unsynced.size();
    }

    private void settleDoubt() {
        List<? extends WriteBatch> failed = inDoubt;
        inDoubt = null;
        if (failed != null && random.nextBoolean()) {
            unsynced.push(rows.applyUndoably(failed));
        }
    }

    /** The disk as one process has it open: dead once the disk was crashed, killed or closed. */
    private final class OpenDisk implements Storage {
        private boolean failed;

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
        public void write(List<? extends WriteBatch> batches, Sync sync) throws StorageException {
            checkOpen();
            if (failed) {
                throw new IllegalStateException("A write has failed; recover the storage first");
            }
            if (full || writesToFail > 0) {
                writesToFail = Math.max(0, writesToFail - 1);
                failed = true;
                inDoubt = List.copyOf(batches);
                throw new StorageException(full ? "No space left on device" : "Input/output error");
            }
            switch (sync) {
                case JOURNALED -> unsynced.push(rows.applyUndoably(batches));
                case DURABLE -> {
                    rows.apply(batches);
                    unsynced.clear();
                }
            }
        }

        @Override
        public void recover() throws StorageException {
            checkOpen();
            if (full || recoveriesToFail > 0) {
                recoveriesToFail = Math.max(0, recoveriesToFail - 1);
                failed = true;
                throw new StorageException("Still not writable");
            }
            settleDoubt();
            unsynced.clear();
            failed = false;
        }

        @Override
        public void close() {
            if (opened == this) {
                opened = null;
                settleDoubt();
            }
        }

        private void checkOpen() {
            if (opened != this) {
                throw new IllegalStateException("The storage is closed");
            }
        }
    }
}
