package dev.antiphon.storage.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.Storage.Sync;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStorageTest {
    @TempDir private Path directory;

    @Test
    void a_second_opening_of_a_directory_is_refused_in_one_line() throws Exception {
        try (Storage storage = open()) {
            put(storage, "a", "1");

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("the data directory " + data() + " is in use by another process");

            put(storage, "b", "2");
        }
        try (Storage storage = open()) {
            assertThat(storage.get(Family.LOG, bytes("b"))).isEqualTo(bytes("2"));
        }
    }

    @Test
    void a_directory_is_made_for_its_owner_only_and_kept_as_it_is() throws Exception {
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_directory_that_cannot_be_made_is_named_in_the_message() throws Exception {
        Files.writeString(data(), "a file");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("the data directory " + data() + " cannot be created");
    }

    @Test
    void a_directory_with_broken_files_is_refused_and_left_alone() throws Exception {
        try (Storage storage = open()) {
            put(storage, "a", "1");
        }
        Files.writeString(data().resolve("CURRENT"), "MANIFEST-999999\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("the data directory " + data() + " cannot be opened: ");
        assertThat(data().resolve("CURRENT")).hasContent("MANIFEST-999999");
    }

    @Test
    void closing_waits_for_readers_and_stops_their_cursors() throws Exception {
        Storage storage = open();
        for (int i = 0; i < 1000; i++) {
            put(storage, "%04d".formatted(i), "row");
        }
        CountDownLatch reading = new CountDownLatch(4);
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(
                        readers.submit(() -> {
                            while (true) {
                                try (Cursor cursor =
                                        storage.scan(Family.LOG, bytes("0"), bytes("9"))) {
                                    while (cursor.next()) {
                                        assertThat(cursor.value()).isEqualTo(bytes("row"));
                                        storage.get(Family.LOG, cursor.key());
                                        reading.countDown();
                                    }
                                }
                            }
                        }));
            }
            reading.await();

            storage.close();

            for (Future<?> result : results) {
                assertThatThrownBy(result::get).hasRootCauseInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void rows_are_found_in_table_files_as_they_were_in_memory() throws Exception {
        RocksConfig small = new RocksConfig(1 << 20, 1 << 20, 2 << 20, 64, 2);
        try (Storage storage = RocksStorage.open(data(), small)) {
            for (int i = 0; i < 200; i++) {
                WriteBatch batch = storage.newBatch();
                for (Family family : Family.values()) {
                    for (int j = 0; j < 20; j++) {
                        byte[] key = bytes("%04d %02d".formatted(i, j));
                        byte[] value = bytes("%04d ".formatted(i).repeat(200));
                        batch.put(family, key, key.length, value, value.length);
                        if (j % 3 == 0) {
                            batch.delete(family, key, key.length);
                        }
                    }
                }
                batch.deleteRange(Family.STATE, bytes("0100"), bytes("0110"));
                storage.write(List.of(batch), Sync.JOURNALED);
            }
        }
        assertThat(data()).isDirectoryContaining("glob:**.sst");

        try (Storage storage = RocksStorage.open(data(), small)) {
            for (Family family : Family.values()) {
                int expected = (200 - (family == Family.STATE ? 10 : 0)) * 13;
                assertThat(count(storage, family)).as(family.name()).isEqualTo(expected);
            }
            assertThat(storage.get(Family.LOG, bytes("0150 01")))
                    .isEqualTo(bytes("0150 ".repeat(200)));
            assertThat(storage.get(Family.LOG, bytes("0150 03"))).isNull();
            assertThat(storage.get(Family.STATE, bytes("0105 01"))).isNull();
        }
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new RocksConfig(0, 1 << 20, 1 << 20, 64, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blockCacheBytes must be at least 1048576");
    }

    private RocksStorage open() throws StorageException {
        return RocksStorage.open(data(), RocksConfig.defaults());
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static void put(Storage storage, String key, String value) throws StorageException {
        WriteBatch batch = storage.newBatch();
        batch.put(Family.LOG, bytes(key), key.length(), bytes(value), value.length());
        storage.write(List.of(batch), Sync.JOURNALED);
    }

    private static int count(Storage storage, Family family) {
        int rows = 0;
        try (Cursor cursor = storage.scan(family, bytes("0"), bytes("9"))) {
            while (cursor.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
