package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.Storage.Sync;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * Measures the storage on the disk of a directory, with rows of 300 bytes, and prints medians. Not
 * a test; run it by hand, after {@code mvn -pl storage-rocksdb -am test-compile}:
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED \
 *   -cp storage/target/classes:storage-rocksdb/target/classes:storage-rocksdb/target/test-classes:RocksDB's jar \
 *   dev.antiphon.storage.rocksdb.Measurements DIRECTORY commits|crossing|fill|open|gets|churn
 * </pre>
 *
 * The directory is used as it is and left as it became: {@code fill} writes a million rows and
 * halts without closing, {@code open} then opens and scans them as after a crash, {@code gets}
 * reads them.
 */
final class Measurements {
    private static final int MILLION = 1_000_000;
    private static final int VALUE_BYTES = 300;
    private static final byte[] START = {};
    private static final byte[] END = {-1};

    private Measurements() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        switch (arguments[1]) {
            case "commits" -> commits(directory);
            case "crossing" -> crossing();
            case "fill" -> fill(directory);
            case "open" -> open(directory);
            case "gets" -> gets(directory);
            case "churn" -> churn(directory);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    /** Synced commits of several sizes. */
    private static void commits(Path directory) throws StorageException {
        try (Storage storage = RocksStorage.open(directory, RocksConfig.defaults())) {
            for (int size : new int[] {1, 100, 1000}) {
                long[] nanos = new long[Math.max(300, 3000 / size)];
                long row = 0;
                for (int i = 0; i < nanos.length; i++) {
                    WriteBatch batch = rows(storage, row, size);
                    row += size;
                    long start = System.nanoTime();
                    storage.write(List.of(batch), Sync.DURABLE);
                    nanos[i] = System.nanoTime() - start;
                }
                report("synced commit of " + size, nanos);
            }
        }
    }

    /**
     * What it takes to bring a commit of 1000 rows, of ten batches of 100, into native code: with
     * our batches, of which the committer does only the last step, and with RocksDB's own, into
     * which it has to put every row, since RocksJava cannot append one to another.
     */
    private static void crossing() throws RocksDBException {
        int rounds = 4000;
        byte[] value = value(1);
        long[] built = new long[rounds];
        long[] merged = new long[rounds];
        long[] theirs = new long[rounds];
        NativeLibrary.load();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            List<RocksBatch> batches = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                RocksBatch batch = new RocksBatch(512);
                for (int j = 0; j < 100; j++) {
                    byte[] key = key(round + j);
                    batch.put(Family.LOG, key, key.length, value, value.length);
                }
                batches.add(batch);
            }
            built[round] = System.nanoTime() - start;

            start = System.nanoTime();
            new org.rocksdb.WriteBatch(RocksBatch.merge(batches)).close();
            merged[round] = System.nanoTime() - start;

            start = System.nanoTime();
            try (org.rocksdb.WriteBatch their = new org.rocksdb.WriteBatch()) {
                for (int j = 0; j < 1000; j++) {
                    their.put(key(round + j), value);
                }
            }
            theirs[round] = System.nanoTime() - start;
        }
        // The first half is the JIT's.
        report("1000 rows: build ours", Arrays.copyOfRange(built, rounds / 2, rounds));
        report("1000 rows: merge ours", Arrays.copyOfRange(merged, rounds / 2, rounds));
        report("1000 rows: put into RocksDB's", Arrays.copyOfRange(theirs, rounds / 2, rounds));
    }

    /** Writes a million rows and ends as a killed process does. */
    private static void fill(Path directory) throws StorageException {
        Storage storage = RocksStorage.open(directory, RocksConfig.defaults());
        long start = System.nanoTime();
        for (int row = 0; row < MILLION; row += 500) {
            storage.write(List.of(rows(storage, row, 500)), Sync.DURABLE);
        }
        System.out.printf(
                Locale.ROOT,
                "a million rows in synced commits of 500: %d ms%n",
                millisSince(start));
        Runtime.getRuntime().halt(0);
    }

    private static void open(Path directory) throws StorageException {
        long start = System.nanoTime();
        NativeLibrary.load();
        System.out.printf(Locale.ROOT, "library: %d ms%n", millisSince(start));
        start = System.nanoTime();
        try (Storage storage = RocksStorage.open(directory, RocksConfig.defaults())) {
            System.out.printf(Locale.ROOT, "open: %d ms%n", millisSince(start));
            start = System.nanoTime();
            long bytes = 0;
            int rows = 0;
            try (Cursor cursor = storage.scan(Family.LOG, START, END)) {
                while (cursor.next()) {
                    rows++;
                    bytes += cursor.key().length + cursor.value().length;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "scan of %d rows, %d MB: %d ms%n",
                    rows,
                    bytes >> 20,
                    millisSince(start));
        }
    }

    /** Lookups of random rows of the million, most of them in table files, and of fresh rows. */
    private static void gets(Path directory) throws StorageException {
        try (Storage storage = RocksStorage.open(directory, RocksConfig.defaults())) {
            SplittableRandom random = new SplittableRandom(1);
            for (int round = 0; round < 3; round++) {
                report("get from table files", lookups(storage, random, 0, MILLION));
                report("get of one of 10,000 there", lookups(storage, random, 0, 10_000));
            }
            for (int row = 0; row < 10_000; row += 100) {
                storage.write(List.of(rows(storage, 2 * MILLION + row, 100)), Sync.JOURNALED);
            }
            for (int round = 0; round < 3; round++) {
                report("get from memory", lookups(storage, random, 2 * MILLION, 10_000));
                report("get of what is not there", lookups(storage, random, 5 * MILLION, 10_000));
            }
            long[] scans = new long[20_000];
            for (int i = 0; i < scans.length; i++) {
                byte[] from = key(2 * MILLION + random.nextInt(9_000));
                long start = System.nanoTime();
                try (Cursor cursor = storage.scan(Family.LOG, from, END)) {
                    for (int j = 0; j < 10 && cursor.next(); j++) {
                        cursor.key();
                        cursor.value();
                    }
                }
                scans[i] = System.nanoTime() - start;
            }
            report("scan of 10 rows in memory", scans);
        }
    }

    private static long[] lookups(Storage storage, SplittableRandom random, int from, int count) {
        long[] nanos = new long[100_000];
        for (int i = 0; i < nanos.length; i++) {
            byte[] key = key(from + random.nextInt(count));
            long start = System.nanoTime();
            storage.get(Family.LOG, key);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    /**
     * Ten million rows go through a queue of at most a million: the time, the size on the disk, and
     * what a scan costs that has to find the first row.
     */
    private static void churn(Path directory) throws StorageException, IOException {
        int total = 10 * MILLION;
        int depth = MILLION;
        try (Storage storage = RocksStorage.open(directory, RocksConfig.defaults())) {
            long start = System.nanoTime();
            for (int row = 0; row < total + depth; row += 500) {
                WriteBatch batch = row < total ? rows(storage, row, 500) : storage.newBatch();
                for (int i = 0; i < 500 && row >= depth; i++) {
                    byte[] key = key(row - depth + i);
                    batch.delete(Family.LOG, key, key.length);
                }
                storage.write(List.of(batch), Sync.DURABLE);
                if (row % MILLION == 0) {
                    reportDisk("%8d rows".formatted(row), directory);
                    reportFirstRow(storage, "from the first key", START);
                    reportFirstRow(storage, "from the head", key(row - depth));
                }
            }
            System.out.printf(Locale.ROOT, "ten million rows: %d ms%n", millisSince(start));
            reportDisk("empty", directory);
            reportFirstRow(storage, "from the first key", START);
        }
        RocksStorage.open(directory, RocksConfig.defaults()).close();
        reportDisk("opened again", directory);
    }

    private static void reportFirstRow(Storage storage, String name, byte[] from) {
        long start = System.nanoTime();
        try (Cursor cursor = storage.scan(Family.LOG, from, END)) {
            cursor.next();
        }
        long micros = (System.nanoTime() - start) / 1000;
        System.out.printf(Locale.ROOT, "  scan %s: %d us to the first row%n", name, micros);
    }

    private static void reportDisk(String moment, Path directory) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%s: %d MB of table files, %d MB of logs%n",
                moment,
                megabytes(directory, ".sst"),
                megabytes(directory, ".log"));
    }

    private static long megabytes(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toFile)
                            .filter(file -> file.getName().endsWith(suffix))
                            .mapToLong(File::length)
                            .sum()
                    >> 20;
        }
    }

    private static WriteBatch rows(Storage storage, long first, int count) {
        WriteBatch batch = storage.newBatch();
        for (int i = 0; i < count; i++) {
            byte[] value = value(first + i);
            byte[] key = key(first + i);
            batch.put(Family.LOG, key, key.length, value, value.length);
        }
        return batch;
    }

    private static byte[] key(long row) {
        return ByteBuffer.allocate(16).putLong(7).putLong(row).array();
    }

    /** Half of it random, so that it can be compressed about as a message can. */
    private static byte[] value(long row) {
        ByteBuffer value = ByteBuffer.allocate(VALUE_BYTES);
        SplittableRandom random = new SplittableRandom(row);
        for (int i = 0; i < VALUE_BYTES / 16; i++) {
            value.putLong(random.nextLong()).putLong(42);
        }
        return value.array();
    }

    private static void report(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-28s p50 %.1f us, p99 %.1f us, n=%d%n",
                name,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3,
                nanos.length);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / MILLION;
    }
}
