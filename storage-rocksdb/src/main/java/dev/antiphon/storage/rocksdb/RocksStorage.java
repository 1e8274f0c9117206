package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Keeps rows in a directory, in one RocksDB database.
 *
 * <p>Reads and writes share a lock that only {@link #recover} and {@link #close} take for
 * themselves, because after a failed write RocksDB takes no other until it is closed and opened
 * again (its C++ interface could resume it; the Java one cannot), and because a native object that
 * is used after it was closed brings the JVM down.
 */
public final class RocksStorage implements Storage {
    /** What an opening needs on the disk besides the rows that were in memory only. */
    private static final long ROOM_TO_OPEN = 8 << 20;

    private static final int SMALLEST_BATCH = 512;
    private static final int LARGEST_USUAL_BATCH = 4 << 20;

    private final Path directory;
    private final RocksConfig config;
    private final StampedLock lock = new StampedLock();
    private final Set<RocksCursor> cursors = ConcurrentHashMap.newKeySet();

    /** Null once closed, or when a recovery found nothing that could be opened. */
    private @Nullable Database database;

    private boolean closed;

    /** How large batches are at present, so that the next one need not grow to it by copying. */
    private volatile int usualBatch = SMALLEST_BATCH;

    /** A write has failed, and no recovery has succeeded since. */
    private volatile boolean failed;

    private RocksStorage(Path directory, RocksConfig config, Database database) {
        this.directory = directory;
        this.config = config;
        this.database = database;
    }

    /**
     * Opens the storage in a directory, which it creates when there is none.
     *
     * @throws StorageException if another process has it open, or it cannot be read or written
     */
    public static RocksStorage open(Path directory, RocksConfig config) throws StorageException {
        try {
            create(directory);
        } catch (IOException e) {
            throw new StorageException(
                    "the data directory " + directory + " cannot be created: " + e.getMessage(), e);
        }
        return new RocksStorage(directory, config, Database.create(directory, config));
    }

    /** For the eyes of its owner only: in it is what all accounts have sent. */
    private static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    @Override
    public WriteBatch newBatch() {
        return new RocksBatch(usualBatch);
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        long stamp = lock.readLock();
        try {
            return database().get(family, key);
        } catch (RocksDBException e) {
            throw failedRead(e);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public List<byte @Nullable []> getAll(Family family, List<byte[]> keys) {
        long stamp = lock.readLock();
        try {
            return database().getAll(family, keys);
        } catch (RocksDBException e) {
            throw failedRead(e);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public Cursor scan(Family family, byte[] from, byte[] to) {
        return reading(() -> {
            RocksCursor cursor = new RocksCursor(this, database(), family, from, to);
            cursors.add(cursor);
            return cursor;
        });
    }

    @Override
    public void write(List<? extends WriteBatch> batches, Sync sync) throws StorageException {
        byte[] changes = RocksBatch.merge(batches);
        int each = changes.length / Math.max(1, batches.size());
        usualBatch = Math.clamp(each * 5L / 4, SMALLEST_BATCH, LARGEST_USUAL_BATCH);
        long stamp = lock.readLock();
        try {
            if (failed) {
                throw new IllegalStateException("A write has failed; recover the storage first");
            }
            database().write(changes, sync);
        } catch (RocksDBException e) {
            failed = true;
            throw new StorageException("The write failed: " + e.getMessage(), e);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Opening writes what was in memory to table files, and syncs them, before the log that
     * holds it is given up. So it makes up for a failed sync as well, after which the system may
     * take pages for written that never were. When there is no room for that, the database is left
     * as it is, since closed it could not be read either; if the opening fails all the same, it is
     * opened for reads only.
     */
    @Override
    public void recover() throws StorageException {
        long stamp = lock.writeLock();
        try {
            if (closed) {
                throw new IllegalStateException("The storage is closed");
            }
            if (failed) {
                reopen();
            }
            database().probe();
            failed = false;
        } catch (RocksDBException e) {
            failed = true;
            throw new StorageException("Still not writable: " + e.getMessage(), e);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void reopen() throws StorageException, RocksDBException {
        Database before = database;
        if (before != null) {
            checkPresent();
            checkRoom(before.bytesInMemory() + ROOM_TO_OPEN);
            close(before);
        }
        try {
            database = Database.open(directory, config);
        } catch (StorageException e) {
            try {
                database = Database.openForReads(directory, config);
            } catch (StorageException alsoForReads) {
                e.addSuppressed(alsoForReads);
            }
            throw e;
        }
    }

    /**
     * RocksDB writes its manifest anew when it misses it while it closes: where a disk was taken
     * away, the empty place that is left would become a database without rows.
     */
    private void checkPresent() throws StorageException {
        if (!Files.exists(directory.resolve("CURRENT"))) {
            throw new StorageException("the data directory " + directory + " is gone");
        }
    }

    private void checkRoom(long needed) throws StorageException {
        try {
            long room = Files.getFileStore(directory).getUsableSpace();
            if (room < needed) {
                throw new StorageException(
                        "Still not writable: %d MB free on the disk of %s, %d MB needed"
                                .formatted(room >> 20, directory, needed >> 20));
            }
        } catch (IOException e) {
            throw new StorageException("Still not writable: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        long stamp = lock.writeLock();
        try {
            closed = true;
            Database before = database;
            if (before != null) {
                syncIfPossible(before);
                close(before);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** A storage may lose what was journaled only; one that stops in good order does not. */
    private void syncIfPossible(Database open) {
        if (!failed) {
            try {
                open.syncLog();
            } catch (RocksDBException e) {
                failed = true;
            }
        }
    }

    private void close(Database open) {
        database = null;
        cursors.forEach(RocksCursor::release);
        cursors.clear();
        open.close();
    }

    /** Reads while the database cannot be closed. */
    <T extends @Nullable Object> T reading(RocksCursor.Read<T> read) {
        long stamp = lock.readLock();
        try {
            return read.run();
        } catch (RocksDBException e) {
            throw failedRead(e);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Releases a cursor. */
    void forget(RocksCursor cursor) {
        long stamp = lock.readLock();
        try {
            cursors.remove(cursor);
            cursor.release();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private Database database() {
        if (closed) {
            throw new IllegalStateException("The storage is closed");
        }
        Database open = database;
        if (open == null) {
            throw new UncheckedIOException(
                    new IOException(
                            "No recovery of " + directory + " could open it even for reads"));
        }
        return open;
    }

    private static UncheckedIOException failedRead(RocksDBException e) {
        return new UncheckedIOException(new IOException("The read failed: " + e.getMessage(), e));
    }
}
