package dev.antiphon.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.WriteBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Holds the batches that are built in Java against those of RocksDB's own interface. */
class RocksBatchTest {
    @TempDir private Path directory;
    private Tuning tuning;
    private RocksDB rocks;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test.
    RocksBatchTest() {}

    @BeforeEach
    void open() throws RocksDBException {
        NativeLibrary.load();
        tuning = new Tuning(RocksConfig.defaults());
        rocks =
                RocksDB.open(
                        tuning.database()
                                .setCreateIfMissing(true)
                                .setCreateMissingColumnFamilies(true),
                        directory.toString(),
                        ColumnFamilies.descriptors(tuning),
                        handles);
    }

    @AfterEach
    void close() {
        handles.forEach(ColumnFamilyHandle::close);
        rocks.close();
        tuning.close();
    }

    @Test
    void merged_batches_are_the_bytes_that_rocksdb_itself_would_write() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<WriteBatch> batches = new ArrayList<>();
            try (org.rocksdb.WriteBatch expected = new org.rocksdb.WriteBatch()) {
                for (int i = random.nextInt(1, 5); i > 0; i--) {
                    WriteBatch batch = new RocksBatch(512);
                    for (int j = random.nextInt(0, 20); j > 0; j--) {
                        randomChange(random, batch, expected);
                    }
                    batches.add(batch);
                }

                byte[] merged = RocksBatch.merge(batches);

                assertThat(merged).as("seed %d", seed).isEqualTo(expected.data());
                try (org.rocksdb.WriteBatch batch = new org.rocksdb.WriteBatch(merged)) {
                    assertThat(batch.count()).as("seed %d", seed).isEqualTo(expected.count());
                    assertThat(batch.hasDeleteRange()).isEqualTo(expected.hasDeleteRange());
                }
            }
        }
    }

    @Test
    void no_batches_are_the_bytes_of_an_empty_one() throws Exception {
        try (org.rocksdb.WriteBatch expected = new org.rocksdb.WriteBatch()) {
            assertThat(RocksBatch.merge(List.of())).isEqualTo(expected.data());
            assertThat(RocksBatch.merge(List.of(new RocksBatch(512)))).isEqualTo(expected.data());
        }
    }

    private void randomChange(
            RandomGenerator random, WriteBatch batch, org.rocksdb.WriteBatch expected)
            throws RocksDBException {
        List<Family> families = List.of(Family.values());
        Family family = families.get(random.nextInt(families.size()));
        ColumnFamilyHandle handle = handles.get(ColumnFamilies.id(family));
        byte[] key = randomBytes(random);
        byte[] other = randomBytes(random);
        switch (random.nextInt(4)) {
            case 0 -> {
                batch.delete(family, key, key.length);
                expected.delete(handle, key);
            }
            case 1 -> {
                List<byte[]> range = new ArrayList<>(List.of(key, other));
                range.sort(Comparator.comparing(bytes -> bytes, Arrays::compareUnsigned));
                if (!Arrays.equals(key, other)) {
                    batch.deleteRange(family, range.getFirst(), range.getLast());
                    expected.deleteRange(handle, range.getFirst(), range.getLast());
                }
            }
            default -> {
                batch.put(family, key, key.length, other, other.length);
                expected.put(handle, key, other);
            }
        }
    }

    /** Of lengths whose varints take one, two, three and four bytes. */
    private static byte[] randomBytes(RandomGenerator random) {
        int[] lengths = {0, 1, 20, 127, 128, 300, 16_383, 16_384};
        int length = random.nextInt(200) == 0 ? 1 << 21 : lengths[random.nextInt(lengths.length)];
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
