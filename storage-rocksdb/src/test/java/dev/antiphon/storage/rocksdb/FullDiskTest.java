package dev.antiphon.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.Storage.Sync;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process whose files may not grow past a limit stands in for a full disk, for which no test
 * could ask everywhere: the log reaches the limit, and its next write fails as one without room
 * does.
 */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    /** Above the size of RocksDB's library, which the process has to unpack. */
    private static final int LIMIT_MEBIBYTES = 24;

    private static final int VALUE_BYTES = 256 << 10;

    @TempDir private Path directory;

    @Test
    void a_write_that_fails_leaves_the_rows_and_their_reads_intact() throws Exception {
        long acknowledged = runUntilFull("append");

        try (Storage storage = open(directory)) {
            assertThat(rows(storage)).isBetween(acknowledged, acknowledged + 1);
            for (long number = 1; number <= acknowledged; number++) {
                assertThat(storage.get(Family.LOG, key(number))).isEqualTo(value(number));
            }
        }
    }

    @Test
    void a_recovery_that_finds_room_makes_the_storage_writable_again() throws Exception {
        long acknowledged = runUntilFull("overwrite");

        try (Storage storage = open(directory)) {
            assertThat(storage.get(Family.STATE, key(0))).isEqualTo(value(acknowledged));
        }
    }

    /** Runs one of the processes below; the number of the last write that it acknowledged. */
    private long runUntilFull(String task) throws IOException, InterruptedException {
        Process process =
                ChildJvm.startWithFileLimit(
                        LIMIT_MEBIBYTES, FullDiskTest.class, task, directory.toString());
        List<String> output = ChildJvm.output(process);
        assertThat(process.waitFor()).as("%s", output).isZero();
        assertThat(output).hasSize(1);
        return Long.parseLong(output.getFirst());
    }

    public static void main(String[] arguments) throws StorageException {
        Path directory = Path.of(arguments[1]);
        try (Storage storage = open(directory)) {
            System.out.println(
                    switch (arguments[0]) {
                        case "append" -> appendUntilFull(storage);
                        case "overwrite" -> overwriteAndRecover(storage);
                        default -> throw new IllegalArgumentException(arguments[0]);
                    });
        }
    }

    private static long appendUntilFull(Storage storage) {
        long acknowledged = 0;
        while (tryWrite(storage, Family.LOG, key(acknowledged + 1), value(acknowledged + 1))) {
            acknowledged++;
        }
        checkReads(storage, acknowledged);
        return acknowledged;
    }

    /** There is one row only, so any file can take it: recovery succeeds. */
    private static long overwriteAndRecover(Storage storage) {
        long acknowledged = 0;
        for (int failures = 0; failures < 2; failures++) {
            while (tryWrite(storage, Family.STATE, key(0), value(acknowledged + 1))) {
                acknowledged++;
            }
            check(Arrays.equals(storage.get(Family.STATE, key(0)), value(acknowledged)), "read");
            check(tryRecover(storage), "a recovery had no room");
        }
        check(tryWrite(storage, Family.STATE, key(0), value(acknowledged + 1)), "write");
        return acknowledged + 1;
    }

    private static boolean tryWrite(Storage storage, Family family, byte[] key, byte[] value) {
        WriteBatch batch = storage.newBatch();
        batch.put(family, key, key.length, value, value.length);
        try {
            storage.write(List.of(batch), Sync.DURABLE);
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private static boolean tryRecover(Storage storage) {
        try {
            storage.recover();
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private static void checkReads(Storage storage, long acknowledged) {
        for (long number = 1; number <= acknowledged; number++) {
            check(Arrays.equals(storage.get(Family.LOG, key(number)), value(number)), "read");
        }
        long rows = rows(storage);
        check(rows == acknowledged || rows == acknowledged + 1, "scan: " + rows);
    }

    private static long rows(Storage storage) {
        long rows = 0;
        try (Cursor cursor = storage.scan(Family.LOG, new byte[0], new byte[] {-1})) {
            while (cursor.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }

    private static Storage open(Path directory) throws StorageException {
        return RocksStorage.open(directory.resolve("data"), RocksConfig.defaults());
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Of bytes that cannot be compressed. */
    private static byte[] value(long number) {
        byte[] value = new byte[VALUE_BYTES];
        new SplittableRandom(number).nextBytes(value);
        return value;
    }
}
