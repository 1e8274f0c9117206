package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage.Sync;
import dev.antiphon.storage.StorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB, opened once, with everything native that belongs to this opening. Using it after {@link
 * #close} would bring the JVM down: {@link RocksStorage} sees to it that nobody does.
 */
final class Database implements AutoCloseable {
    private final Tuning tuning;
    private final RocksDB rocks;
    private final List<ColumnFamilyHandle> handles;
    private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
    private final ReadOptions readOptions = new ReadOptions();
    private final WriteOptions journaled = new WriteOptions();
    private final WriteOptions durable = new WriteOptions().setSync(true);

    private Database(Tuning tuning, RocksDB rocks, List<ColumnFamilyHandle> handles) {
        this.tuning = tuning;
        this.rocks = rocks;
        this.handles = handles;
        for (Family family : Family.values()) {
            families.put(family, handles.get(ColumnFamilies.id(family)));
        }
    }

    /** Opens what is there, or creates it. */
    static Database create(Path directory, RocksConfig config) throws StorageException {
        return open(
                directory,
                config,
                (options, path, descriptors, handles) ->
                        RocksDB.open(
                                options.setCreateIfMissing(true)
                                        .setCreateMissingColumnFamilies(true),
                                path,
                                descriptors,
                                handles));
    }

    /** Opens what is there: a disk that is gone must not turn into an empty database. */
    static Database open(Path directory, RocksConfig config) throws StorageException {
        return open(directory, config, RocksDB::open);
    }

    /** Opens what is there and changes nothing, not even the lock. */
    static Database openForReads(Path directory, RocksConfig config) throws StorageException {
        return open(directory, config, RocksDB::openReadOnly);
    }

    private static Database open(Path directory, RocksConfig config, Opening opening)
            throws StorageException {
        NativeLibrary.load();
        Tuning tuning = new Tuning(config);
        List<ColumnFamilyDescriptor> descriptors = ColumnFamilies.descriptors(tuning);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB rocks =
                    opening.open(tuning.database(), directory.toString(), descriptors, handles);
            ColumnFamilies.check(handles);
            return new Database(tuning, rocks, handles);
        } catch (RocksDBException e) {
            tuning.close();
            throw failedOpening(directory, e);
        }
    }

    /** RocksDB tells a lock that is held only by its words. */
    private static StorageException failedOpening(Path directory, RocksDBException e) {
        String reason = String.valueOf(e.getMessage());
        boolean inUse =
                reason.contains("lock hold by current process")
                        || (reason.contains("lock file")
                                && reason.contains("Resource temporarily unavailable"));
        return inUse
                ? new StorageException(
                        "the data directory " + directory + " is in use by another process", e)
                : new StorageException(
                        "the data directory " + directory + " cannot be opened: " + reason, e);
    }

    List<byte @Nullable []> getAll(Family family, List<byte[]> keys) throws RocksDBException {
        if (keys.isEmpty()) {
            return List.of(); // RocksDB takes no empty list
        }
        return rocks.multiGetAsList(
                readOptions, Collections.nCopies(keys.size(), handle(family)), keys);
    }

    byte @Nullable [] get(Family family, byte[] key) throws RocksDBException {
        return rocks.get(handle(family), readOptions, key);
    }

    RocksIterator iterator(Family family, ReadOptions options) {
        return rocks.newIterator(handle(family), options);
    }

    void write(byte[] changes, Sync sync) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch(changes)) {
            write(batch, sync);
        }
    }

    /** Writes and syncs something that leaves no trace in the rows. */
    void probe() throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            batch.putLogData(new byte[] {1});
            write(batch, Sync.DURABLE);
        }
    }

    private void write(WriteBatch batch, Sync sync) throws RocksDBException {
        rocks.write(
                switch (sync) {
                    case JOURNALED -> journaled;
                    case DURABLE -> durable;
                },
                batch);
    }

    /** Makes durable what was only journaled. */
    void syncLog() throws RocksDBException {
        rocks.syncWal();
    }

    /** What a new opening would have to write to table files. */
    long bytesInMemory() throws RocksDBException {
        return rocks.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
    }

    private ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        rocks.close();
        readOptions.close();
        journaled.close();
        durable.close();
        tuning.close();
    }

    private interface Opening {
        RocksDB open(
                DBOptions options,
                String directory,
                List<ColumnFamilyDescriptor> descriptors,
                List<ColumnFamilyHandle> handles)
                throws RocksDBException;
    }
}
