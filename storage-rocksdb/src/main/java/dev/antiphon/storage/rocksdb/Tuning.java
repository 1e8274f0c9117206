package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Family;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksObject;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB is set up, and why. Holds the native memory of its options: close it when the
 * database is closed.
 */
final class Tuning implements AutoCloseable {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private final RocksConfig config;

    /** The latest first: an object is closed before those that it was made from. */
    private final Deque<RocksObject> kept = new ArrayDeque<>();

    private final Cache blockCache;

    Tuning(RocksConfig config) {
        this.config = config;
        blockCache = keep(new LRUCache(config.blockCacheBytes()));
    }

    DBOptions database() {
        return keep(new DBOptions())
                // To append to a log file that has its size already spares the file system's
                // journal: synced writes get about 1.3 times faster.
                .setRecycleLogFileNum(4)
                // What follows the first broken record was never acknowledged: the log ends there.
                // (The stricter modes cannot tell a torn end from what is left in a recycled file.)
                // When a table file holds changes from behind that end, opening fails.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setParanoidChecks(true)
                .setMaxTotalWalSize(config.logBytes())
                .setDbWriteBufferSize(3 * config.memtableBytes())
                .setMaxOpenFiles(config.maxOpenFiles())
                .setMaxBackgroundJobs(config.backgroundJobs())
                // Table files reach the disk bit by bit, so that a sync of the log need not wait
                // for a whole one.
                .setBytesPerSync(MIB)
                // There is one writer, so nothing has to be arranged between several.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                // The log holds what is in memory; a stop need not write it once more.
                .setAvoidFlushDuringShutdown(true)
                .setManifestPreallocationSize(64 * KIB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MIB)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    /** For the column family that RocksDB insists on. */
    ColumnFamilyOptions defaultFamily() {
        return keep(new ColumnFamilyOptions());
    }

    ColumnFamilyOptions columnFamily(Family family) {
        return switch (family) {
            case STATE -> sized(new ColumnFamilyOptions()).setTableFormatConfig(filteredTables());
            case LOG ->
                    sized(compactedOnDeletion())
                            .setTableFormatConfig(filteredTables())
                            // A message that is asked for exists: the filters of the last level,
                            // by far the largest, would hardly ever rule a file out.
                            .setOptimizeFiltersForHits(true)
                            // Most messages are gone before they sink to the lower levels.
                            .setCompressionPerLevel(
                                    List.of(
                                            CompressionType.NO_COMPRESSION,
                                            CompressionType.NO_COMPRESSION,
                                            CompressionType.LZ4_COMPRESSION));
            case QUEUE -> sized(compactedOnDeletion()).setTableFormatConfig(tables());
        };
    }

    private ColumnFamilyOptions sized(ColumnFamilyOptions options) {
        return keep(options)
                .setWriteBufferSize(config.memtableBytes())
                // One is being filled and one written out; the third takes the writes that
                // arrive before that is done.
                .setMaxWriteBufferNumber(3);
    }

    /**
     * Options with which a table file that holds many deletions close together is compacted soon:
     * where rows are taken from the front, a scan would otherwise have to step over all of them.
     * RocksJava has this setting in the combined options only.
     */
    private ColumnFamilyOptions compactedOnDeletion() {
        try (Options options = new Options();
                TablePropertiesCollectorFactory collector =
                        TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                                4096, 2048, 0.5)) {
            options.setTablePropertiesCollectorFactory(List.of(collector));
            return new ColumnFamilyOptions(options);
        }
    }

    private BlockBasedTableConfig filteredTables() {
        return tables().setFilterPolicy(keep(new BloomFilter(10)));
    }

    /**
     * The index of a table stays in memory while its file is open, outside the cache: scans do not
     * fill the cache, so an index that lived there would be read anew by each of them.
     */
    private BlockBasedTableConfig tables() {
        return new BlockBasedTableConfig().setBlockCache(blockCache).setBlockSize(16 * KIB);
    }

    private <T extends RocksObject> T keep(T object) {
        kept.push(object);
        return object;
    }

    @Override
    public void close() {
        while (!kept.isEmpty()) {
            kept.pop().close();
        }
    }
}
