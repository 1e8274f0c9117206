package dev.antiphon.storage.rocksdb;

/**
 * How much memory and how many files RocksDB may use. Nothing of it is taken before it is needed.
 *
 * @param blockCacheBytes for blocks read from table files, shared by all families
 * @param memtableBytes what a family gathers in memory before it writes a table file; all families
 *     together hold at most about three times as much
 * @param logBytes how long the log may get before memory is written to table files in order to
 *     shorten it: what a start after a crash has to read again
 * @param maxOpenFiles table files that are kept open, each with its index and filter in memory
 * @param backgroundJobs threads that write table files and compact them
 */
public record RocksConfig(
        long blockCacheBytes,
        long memtableBytes,
        long logBytes,
        int maxOpenFiles,
        int backgroundJobs) {
    private static final long MIB = 1 << 20;

    public RocksConfig {
        atLeast(MIB, blockCacheBytes, "blockCacheBytes");
        atLeast(MIB, memtableBytes, "memtableBytes");
        atLeast(MIB, logBytes, "logBytes");
        atLeast(32, maxOpenFiles, "maxOpenFiles");
        atLeast(1, backgroundJobs, "backgroundJobs");
    }

    public static RocksConfig defaults() {
        return new RocksConfig(64 * MIB, 64 * MIB, 256 * MIB, 512, 2);
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least);
        }
    }
}
