package dev.antiphon.storage.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
    private static final int SEEDS = 200;

    @Test
    void a_crash_loses_a_suffix_of_the_journaled_writes_and_no_durable_one() throws Exception {
        Set<Integer> survivors = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            Storage storage = disk.open();
            for (int i = 0; i < 3; i++) {
                put(storage, i, Storage.Sync.JOURNALED);
            }
            put(storage, 3, Storage.Sync.DURABLE);
            for (int i = 4; i < 8; i++) {
                put(storage, i, Storage.Sync.JOURNALED);
            }
            assertThat(disk.unsyncedWrites()).isEqualTo(4);

            disk.crash();

            List<String> rows = rows(disk.open());
            assertThat(rows.size()).as("seed %d", seed).isBetween(4 * 2, 8 * 2);
            assertThat(rows).as("seed %d", seed).isEqualTo(numbered(rows.size() / 2));
            assertThat(disk.unsyncedWrites()).isZero();
            survivors.add(rows.size() / 2);
        }
        assertThat(survivors).containsExactlyInAnyOrder(4, 5, 6, 7, 8);
    }

    @Test
    void a_crash_brings_back_what_lost_writes_had_changed_and_deleted() throws Exception {
        Set<List<String>> outcomes = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            Storage storage = disk.open();
            for (int i = 0; i < 3; i++) {
                put(storage, i, Storage.Sync.DURABLE);
            }
            WriteBatch overwrite = storage.newBatch();
            put(overwrite, "0a", "new");
            put(overwrite, "0a", "newer");
            overwrite.delete(Family.LOG, bytes("1a"), 2);
            storage.write(List.of(overwrite), Storage.Sync.JOURNALED);
            WriteBatch range = storage.newBatch();
            range.deleteRange(Family.LOG, bytes("0a"), bytes("2b"));
            put(range, "0b", "again");
            storage.write(List.of(range), Storage.Sync.JOURNALED);

            disk.crash();

            outcomes.add(rows(disk.open()));
        }
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        numbered(3),
                        List.of("0a=newer", "0b=0", "1b=1", "2a=2", "2b=2"),
                        List.of("0b=again", "2b=2"));
    }

    @Test
    void a_killed_process_loses_nothing_that_returned() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        Storage storage = disk.open();
        put(storage, 0, Storage.Sync.JOURNALED);
        put(storage, 1, Storage.Sync.JOURNALED);

        disk.kill();

        assertThat(rows(disk.open())).isEqualTo(numbered(2));
        assertThat(disk.unsyncedWrites()).isEqualTo(2);
    }

    @Test
    void a_failed_write_turns_up_whole_or_not_at_all() throws Exception {
        for (String restart : List.of("recover", "crash", "kill", "close")) {
            Set<Integer> outcomes = new HashSet<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
                Storage storage = disk.open();
                put(storage, 0, Storage.Sync.DURABLE);
                disk.failWrites(1);
                assertThatThrownBy(() -> put(storage, 1, Storage.Sync.DURABLE))
                        .isInstanceOf(StorageException.class);
                assertThat(rows(storage)).isEqualTo(numbered(1));

                switch (restart) {
                    case "recover" -> storage.recover();
                    case "crash" -> disk.crash();
                    case "kill" -> disk.kill();
                    default -> storage.close();
                }

                List<String> rows = rows(restart.equals("recover") ? storage : disk.open());
                assertThat(rows)
                        .as("%s, seed %d", restart, seed)
                        .isEqualTo(numbered(rows.size() / 2));
                outcomes.add(rows.size() / 2);
            }
            assertThat(outcomes).as(restart).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void a_failed_write_never_survives_a_crash_that_lost_an_earlier_one() throws Exception {
        Set<Integer> outcomes = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            Storage storage = disk.open();
            put(storage, 0, Storage.Sync.JOURNALED);
            disk.failWrites(1);
            assertThatThrownBy(() -> put(storage, 1, Storage.Sync.JOURNALED))
                    .isInstanceOf(StorageException.class);

            disk.crash();

            List<String> rows = rows(disk.open());
            assertThat(rows).as("seed %d", seed).isEqualTo(numbered(rows.size() / 2));
            outcomes.add(rows.size() / 2);
        }
        assertThat(outcomes).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void no_write_is_taken_between_a_failure_and_the_recovery() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        Storage storage = disk.open();
        disk.failWrites(1);
        assertThatThrownBy(() -> put(storage, 0, Storage.Sync.DURABLE))
                .isInstanceOf(StorageException.class);

        assertThatThrownBy(() -> put(storage, 1, Storage.Sync.DURABLE))
                .isInstanceOf(IllegalStateException.class);
        storage.recover();
        put(storage, 1, Storage.Sync.DURABLE);

        assertThat(rows(storage)).contains("1a=1", "1b=1");
    }

    @Test
    void a_full_disk_fails_every_write_and_recovery_until_it_is_healed() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        Storage storage = disk.open();
        put(storage, 0, Storage.Sync.JOURNALED);
        disk.fill();

        assertThatThrownBy(() -> put(storage, 1, Storage.Sync.DURABLE))
                .isInstanceOf(StorageException.class)
                .hasMessage("No space left on device");
        assertThatThrownBy(storage::recover).isInstanceOf(StorageException.class);
        assertThat(rows(storage)).isEqualTo(numbered(1));

        disk.heal();
        storage.recover();
        put(storage, 1, Storage.Sync.DURABLE);
        assertThat(rows(storage)).isEqualTo(numbered(2));
    }

    @Test
    void recovery_fails_as_often_as_ordered_and_then_makes_journaled_writes_durable()
            throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        Storage storage = disk.open();
        put(storage, 0, Storage.Sync.JOURNALED);
        disk.failRecoveries(2);

        assertThatThrownBy(storage::recover).isInstanceOf(StorageException.class);
        assertThatThrownBy(storage::recover).isInstanceOf(StorageException.class);
        storage.recover();

        assertThat(disk.unsyncedWrites()).isZero();
        disk.crash();
        assertThat(rows(disk.open())).isEqualTo(numbered(1));
    }

    @Test
    void a_storage_of_a_process_that_is_gone_cannot_be_used() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        Storage storage = disk.open();
        put(storage, 0, Storage.Sync.DURABLE);
        Cursor cursor = storage.scan(Family.LOG, bytes("0"), bytes("9"));

        disk.kill();
        disk.open();

        assertThatThrownBy(() -> storage.get(Family.LOG, bytes("0a")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> put(storage, 1, Storage.Sync.DURABLE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(storage::recover).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        storage.close();
        assertThatThrownBy(disk::open).isInstanceOf(IllegalStateException.class);
    }

    /** Writes two rows of the number, so that a torn write would show. */
    private static void put(Storage storage, int number, Storage.Sync sync)
            throws StorageException {
        WriteBatch first = storage.newBatch();
        put(first, number + "a", String.valueOf(number));
        WriteBatch second = storage.newBatch();
        put(second, number + "b", String.valueOf(number));
        storage.write(List.of(first, second), sync);
    }

    private static void put(WriteBatch batch, String key, String value) {
        batch.put(Family.LOG, bytes(key), key.length(), bytes(value), value.length());
    }

    private static List<String> numbered(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i + "a=" + i);
            rows.add(i + "b=" + i);
        }
        return rows;
    }

    private static List<String> rows(Storage storage) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = storage.scan(Family.LOG, bytes("0"), bytes("9"))) {
            while (cursor.next()) {
                rows.add(new String(cursor.key(), UTF_8) + "=" + new String(cursor.value(), UTF_8));
            }
        }
        return rows;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
