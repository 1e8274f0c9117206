package dev.antiphon.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.WriteBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The rows as they have to be, in sorted maps, and the random changes that make them so. */
final class ModelRows {
    private static final List<Family> FAMILIES = List.of(Family.values());

    private final Map<Family, NavigableMap<byte[], byte[]>> families = new EnumMap<>(Family.class);

    ModelRows() {
        for (Family family : FAMILIES) {
            families.put(family, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    /** Makes random changes here, and returns them as batches. */
    List<WriteBatch> randomBatches(RandomGenerator random, Storage storage) {
        List<WriteBatch> batches = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            WriteBatch batch = storage.newBatch();
            for (int j = random.nextInt(12); j > 0; j--) {
                randomChange(random, batch);
            }
            batches.add(batch);
        }
        return batches;
    }

    private void randomChange(RandomGenerator random, WriteBatch batch) {
        Family family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        NavigableMap<byte[], byte[]> rows = rowsOf(family);
        byte[] key = randomKey(random);
        switch (random.nextInt(10)) {
            case 0 -> {
                byte[] to = randomKey(random);
                batch.deleteRange(family, key, to);
                rows.keySet().removeIf(row -> within(row, key, to));
            }
            case 1, 2, 3 -> {
                batch.delete(family, key, key.length);
                rows.remove(key);
            }
            default -> {
                byte[] value = new byte[random.nextInt(20)];
                random.nextBytes(value);
                batch.put(family, key, key.length, value, value.length);
                rows.put(key, value);
            }
        }
    }

    /** Compares all rows, a random range and a random key of each family. */
    void check(RandomGenerator random, Storage storage, String moment) {
        for (Family family : FAMILIES) {
            NavigableMap<byte[], byte[]> rows = rowsOf(family);
            byte[] start = new byte[0];
            byte[] end = {-1, -1, -1, -1, -1};
            assertThat(scan(storage, family, start, end))
                    .as("%s, %s", moment, family)
                    .isEqualTo(expected(rows, start, end));

            byte[] from = randomKey(random);
            byte[] to = randomKey(random);
            assertThat(scan(storage, family, from, to))
                    .as("%s, %s, a range", moment, family)
                    .isEqualTo(expected(rows, from, to));

            byte[] key = randomKey(random);
            assertThat(storage.get(family, key))
                    .as("%s, %s, a key", moment, family)
                    .isEqualTo(rows.get(key));
        }
    }

    private static List<String> expected(
            NavigableMap<byte[], byte[]> rows, byte[] from, byte[] to) {
        List<String> expected = new ArrayList<>();
        rows.forEach((key, value) -> {
            if (within(key, from, to)) {
                expected.add(hex(key) + "=" + hex(value));
            }
        });
        return expected;
    }

    private static List<String> scan(Storage storage, Family family, byte[] from, byte[] to) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = storage.scan(family, from, to)) {
            while (cursor.next()) {
                rows.add(hex(cursor.key()) + "=" + hex(cursor.value()));
            }
        }
        return rows;
    }

    private static boolean within(byte[] key, byte[] from, byte[] to) {
        return Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, to) < 0;
    }

    /** Few different ones, so that changes meet; of bytes from both ends of the order. */
    private static byte[] randomKey(RandomGenerator random) {
        byte[] letters = {0, 1, 127, -128, -1};
        byte[] key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = letters[random.nextInt(letters.length)];
        }
        return key;
    }

    private NavigableMap<byte[], byte[]> rowsOf(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
