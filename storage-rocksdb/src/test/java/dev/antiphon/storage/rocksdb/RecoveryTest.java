package dev.antiphon.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.Storage.Sync;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures that can be made, and ended, on every system: a directory where RocksDB wants to create
 * a file.
 */
class RecoveryTest {
    /** So small that the log soon goes on in a new file. */
    private static final RocksConfig CONFIG = new RocksConfig(1 << 20, 1 << 20, 2 << 20, 64, 2);

    private static final int FILES = 50;

    @TempDir private Path directory;
    private final List<Path> obstacles = new ArrayList<>();

    @Test
    void reads_go_on_while_recoveries_fail_and_writes_go_on_when_one_succeeds() throws Exception {
        try (Storage storage = RocksStorage.open(directory, CONFIG)) {
            obstruct();
            long acknowledged = writeUntilFailure(storage);
            checkReads(storage, acknowledged, acknowledged);
            assertThatThrownBy(() -> write(storage, 0)).isInstanceOf(IllegalStateException.class);

            clear();
            lockOut();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(storage::recover).isInstanceOf(StorageException.class);
                checkReads(storage, acknowledged, acknowledged + 1);
                assertThatThrownBy(() -> write(storage, 0))
                        .isInstanceOf(IllegalStateException.class);
            }

            letIn();
            storage.recover();
            checkReads(storage, acknowledged, acknowledged + 1);
            for (long number = acknowledged + 1; number <= acknowledged + 40; number++) {
                write(storage, number);
            }
            checkReads(storage, acknowledged + 40, acknowledged + 40);
        }
    }

    @Test
    void a_cursor_that_a_recovery_found_open_says_so() throws Exception {
        try (Storage storage = RocksStorage.open(directory, CONFIG)) {
            obstruct();
            writeUntilFailure(storage);
            clear();
            try (Cursor cursor = scan(storage)) {
                assertThat(cursor.next()).isTrue();

                storage.recover();

                assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void a_storage_that_was_closed_after_a_failure_opens_with_all_acknowledged_rows()
            throws Exception {
        long acknowledged;
        try (Storage storage = RocksStorage.open(directory, CONFIG)) {
            obstruct();
            acknowledged = writeUntilFailure(storage);
        }
        clear();
        try (Storage storage = RocksStorage.open(directory, CONFIG)) {
            checkReads(storage, acknowledged, acknowledged + 1);
        }
    }

    @Test
    void a_recovery_in_a_directory_that_is_gone_fails_and_starts_no_empty_one() throws Exception {
        Path away = directory.resolveSibling(directory.getFileName() + "-away");
        try (Storage storage = RocksStorage.open(directory, CONFIG)) {
            obstruct();
            long acknowledged = writeUntilFailure(storage);
            clear();
            Files.move(directory, away);
            assertThatThrownBy(storage::recover).isInstanceOf(StorageException.class);
            Files.createDirectory(directory);
            assertThatThrownBy(storage::recover)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("the data directory " + directory + " is gone");
            checkReads(storage, acknowledged, acknowledged);

            Files.delete(directory);
            Files.move(away, directory);
            storage.recover();
            checkReads(storage, acknowledged, acknowledged + 1);
        }
    }

    @Test
    void when_nothing_can_be_opened_reads_fail_until_it_can() throws Exception {
        try (Storage storage = RocksStorage.open(directory, CONFIG)) {
            obstruct();
            long acknowledged = writeUntilFailure(storage);
            clear();
            Path current = directory.resolve("CURRENT");
            String manifest = Files.readString(current);
            Files.writeString(current, "MANIFEST-999999\n");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(storage::recover).isInstanceOf(StorageException.class);
                assertThatThrownBy(() -> storage.get(Family.LOG, key(1)))
                        .isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(() -> scan(storage)).isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(() -> write(storage, 0))
                        .isInstanceOf(IllegalStateException.class);
            }

            Files.writeString(current, manifest);
            storage.recover();
            checkReads(storage, acknowledged, acknowledged + 1);
        }
    }

    /** Keeps RocksDB from creating its next log, by directories of that name. */
    private void obstruct() throws IOException {
        for (int number = 0; number < FILES; number++) {
            Path file = directory.resolve("%06d.log".formatted(number));
            if (!Files.exists(file)) {
                obstacles.add(Files.createDirectory(file));
            }
        }
    }

    private void clear() throws IOException {
        for (Path obstacle : obstacles) {
            Files.delete(obstacle);
        }
        obstacles.clear();
    }

    /** Keeps RocksDB from locking the directory, which it does when it opens it for writes. */
    private void lockOut() throws IOException {
        Files.delete(directory.resolve("LOCK"));
        Files.createDirectory(directory.resolve("LOCK"));
    }

    private void letIn() throws IOException {
        Files.delete(directory.resolve("LOCK"));
    }

    /** The number of the last write that was acknowledged. */
    private static long writeUntilFailure(Storage storage) {
        for (long number = 1; number < 10_000; number++) {
            long next = number;
            StorageException failure =
                    catchThrowableOfType(StorageException.class, () -> write(storage, next));
            if (failure != null) {
                assertThat(failure).hasMessageStartingWith("The write failed: ");
                return number - 1;
            }
        }
        throw new AssertionError("No write failed");
    }

    private static void write(Storage storage, long number) throws StorageException {
        WriteBatch batch = storage.newBatch();
        batch.put(Family.LOG, key(number), Long.BYTES, value(number), value(number).length);
        storage.write(List.of(batch), Sync.DURABLE);
    }

    private static void checkReads(Storage storage, long acknowledged, long atMost) {
        for (long number = 1; number <= acknowledged; number++) {
            assertThat(storage.get(Family.LOG, key(number))).isEqualTo(value(number));
        }
        long rows = 0;
        try (Cursor cursor = scan(storage)) {
            while (cursor.next()) {
                rows++;
                assertThat(cursor.value()).isEqualTo(value(rows));
            }
        }
        assertThat(rows).isBetween(acknowledged, atMost);
    }

    private static Cursor scan(Storage storage) {
        return storage.scan(Family.LOG, new byte[0], new byte[] {-1});
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] value(long number) {
        byte[] value = new byte[40_000];
        new SplittableRandom(number).nextBytes(value);
        return value;
    }
}
