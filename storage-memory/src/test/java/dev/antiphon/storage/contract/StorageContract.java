package dev.antiphon.storage.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.storage.Cursor;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.Storage.Sync;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every storage does. Keys and values are written here as texts of which each character is a
 * byte, so that {@code "\u00ff"} is the byte 255.
 */
public abstract class StorageContract {
    /** Past every key that the tests use. */
    private static final String END = "\u00ff\u00ff\u00ff\u00ff";

    protected Storage storage;

    /** Opens the storage: the first time without rows, afterwards, if it keeps them, with them. */
    protected abstract Storage open() throws Exception;

    @SuppressWarnings("NullAway.Init") // JUnit calls openFirst before each test.
    protected StorageContract() {}

    @BeforeEach
    void openFirst() throws Exception {
        storage = open();
    }

    @AfterEach
    void closeLast() {
        storage.close();
    }

    @Test
    void a_key_that_was_never_written_has_no_value() {
        assertThat(get(Family.STATE, "missing")).isNull();
    }

    @Test
    void a_row_reads_back_as_it_was_written() throws Exception {
        write(put(Family.STATE, "key", "value"), put(Family.STATE, "empty", ""));

        assertThat(get(Family.STATE, "key")).isEqualTo("value");
        assertThat(get(Family.STATE, "empty")).isEmpty();
        assertThat(get(Family.STATE, "ke")).isNull();
        assertThat(get(Family.STATE, "key ")).isNull();
    }

    @Test
    void a_journaled_row_reads_back_too() throws Exception {
        storage.write(List.of(batch(put(Family.LOG, "key", "value"))), Sync.JOURNALED);

        assertThat(get(Family.LOG, "key")).isEqualTo("value");
    }

    @Test
    void several_rows_read_back_in_the_order_of_their_keys() throws Exception {
        write(put(Family.LOG, "a", "1"), put(Family.LOG, "b", ""), put(Family.LOG, "c", "3"));
        write(delete(Family.LOG, "c"));

        assertThat(getAll(Family.LOG, "b", "c", "a", "d", "a"))
                .containsExactly("", null, "1", null, "1");
        assertThat(getAll(Family.STATE, "a")).containsExactly((String) null);
        assertThat(getAll(Family.LOG)).isEmpty();
    }

    private List<@Nullable String> getAll(Family family, String... keys) {
        List<byte[]> encoded = new ArrayList<>();
        for (String key : keys) {
            encoded.add(key.getBytes(ISO_8859_1));
        }
        List<@Nullable String> values = new ArrayList<>();
        for (byte @Nullable [] value : storage.getAll(family, encoded)) {
            values.add(value == null ? null : new String(value, ISO_8859_1));
        }
        return values;
    }

    @Test
    void a_deleted_row_is_gone_and_deleting_it_again_does_no_harm() throws Exception {
        write(put(Family.LOG, "a", "1"), put(Family.LOG, "b", "2"));
        write(delete(Family.LOG, "a"));
        write(delete(Family.LOG, "a"), delete(Family.LOG, "never"));

        assertThat(get(Family.LOG, "a")).isNull();
        assertThat(rows(Family.LOG)).containsExactly("b=2");
    }

    @Test
    void deleting_a_range_takes_its_first_key_and_leaves_its_last() throws Exception {
        write(
                put(Family.QUEUE, "a", "1"),
                put(Family.QUEUE, "b", "2"),
                put(Family.QUEUE, "bb", "3"),
                put(Family.QUEUE, "c", "4"),
                put(Family.QUEUE, "\u00f0", "5"));
        write(deleteRange(Family.QUEUE, "b", "c"));

        assertThat(rows(Family.QUEUE)).containsExactly("a=1", "c=4", "\u00f0=5");
        assertThat(get(Family.QUEUE, "bb")).isNull();
    }

    @Test
    void deleting_a_range_that_ends_where_or_before_it_begins_changes_nothing() throws Exception {
        write(put(Family.QUEUE, "a", "1"), put(Family.QUEUE, "b", "2"));

        WriteBatch batch = batch(deleteRange(Family.QUEUE, "b", "a"));
        assertThat(batch.isEmpty()).isTrue();
        storage.write(List.of(batch), Sync.DURABLE);
        write(deleteRange(Family.QUEUE, "a", "a"));

        assertThat(rows(Family.QUEUE)).containsExactly("a=1", "b=2");
    }

    @Test
    void the_later_change_of_a_key_wins() throws Exception {
        write(
                put(Family.STATE, "put twice", "1"),
                put(Family.STATE, "put twice", "2"),
                put(Family.STATE, "put and deleted", "1"),
                delete(Family.STATE, "put and deleted"),
                delete(Family.STATE, "deleted and put"),
                put(Family.STATE, "deleted and put", "1"),
                put(Family.STATE, "range 1", "1"),
                deleteRange(Family.STATE, "range", "range 9"),
                put(Family.STATE, "range 2", "1"));

        assertThat(rows(Family.STATE))
                .containsExactly("deleted and put=1", "put twice=2", "range 2=1");
    }

    @Test
    void batches_apply_in_their_order() throws Exception {
        storage.write(
                List.of(
                        batch(put(Family.STATE, "a", "1"), put(Family.LOG, "a", "1")),
                        batch(),
                        batch(delete(Family.STATE, "a"), put(Family.LOG, "b", "2")),
                        batch(put(Family.STATE, "b", "3"), delete(Family.LOG, "b"))),
                Sync.DURABLE);

        assertThat(rows(Family.STATE)).containsExactly("b=3");
        assertThat(rows(Family.LOG)).containsExactly("a=1");
    }

    @Test
    void an_empty_batch_and_no_batch_at_all_change_nothing() throws Exception {
        write(put(Family.STATE, "a", "1"));
        for (Sync sync : Sync.values()) {
            storage.write(List.of(batch()), sync);
            storage.write(List.of(batch(), batch()), sync);
            storage.write(List.of(), sync);
        }

        assertThat(rows(Family.STATE)).containsExactly("a=1");
    }

    @Test
    void a_batch_knows_its_changes_and_about_its_bytes() {
        WriteBatch batch = batch();
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.bytes()).isLessThan(64);

        put(Family.LOG, "key", "v".repeat(1000)).accept(batch);
        delete(Family.LOG, "key").accept(batch);
        deleteRange(Family.LOG, "a", "b").accept(batch);

        assertThat(batch.isEmpty()).isFalse();
        assertThat(batch.count()).isEqualTo(3);
        assertThat(batch.bytes()).isBetween(1008, 1100);
    }

    @Test
    void families_are_apart() throws Exception {
        for (Family family : Family.values()) {
            write(put(family, "key", family.name()), put(family, family.name(), ""));
        }
        for (Family family : Family.values()) {
            assertThat(get(family, "key")).isEqualTo(family.name());
            assertThat(rows(family)).containsExactly(family.name() + "=", "key=" + family.name());
        }

        write(delete(Family.STATE, "key"), deleteRange(Family.LOG, "", END));

        assertThat(rows(Family.STATE)).containsExactly("STATE=");
        assertThat(rows(Family.LOG)).isEmpty();
        assertThat(rows(Family.QUEUE)).containsExactly("QUEUE=", "key=QUEUE");
    }

    @Test
    void a_scan_goes_in_unsigned_byte_order() throws Exception {
        write(
                put(Family.LOG, "\u00ff", ""),
                put(Family.LOG, "\u0080\u0000", ""),
                put(Family.LOG, "\u007f\u00ff", ""),
                put(Family.LOG, "\u0080", ""),
                put(Family.LOG, "\u0000", ""),
                put(Family.LOG, "\u007f", ""),
                put(Family.LOG, "\u0000\u0000", ""));

        assertThat(rows(Family.LOG))
                .containsExactly(
                        "\u0000=",
                        "\u0000\u0000=",
                        "\u007f=",
                        "\u007f\u00ff=",
                        "\u0080=",
                        "\u0080\u0000=",
                        "\u00ff=");
    }

    @Test
    void a_scan_takes_its_first_key_and_leaves_its_last() throws Exception {
        write(
                put(Family.LOG, "a", "1"),
                put(Family.LOG, "b", "2"),
                put(Family.LOG, "b\u0000", "3"),
                put(Family.LOG, "c", "4"));

        assertThat(rows(Family.LOG, "a", "b")).containsExactly("a=1");
        assertThat(rows(Family.LOG, "b", "c")).containsExactly("b=2", "b\u0000=3");
        assertThat(rows(Family.LOG, "aa", "bb")).containsExactly("b=2", "b\u0000=3");
        assertThat(rows(Family.LOG, "b\u0000", END)).containsExactly("b\u0000=3", "c=4");
        assertThat(rows(Family.LOG, "d", END)).isEmpty();
        assertThat(rows(Family.LOG, "b", "b")).isEmpty();
        assertThat(rows(Family.LOG, "c", "a")).isEmpty();
    }

    @Test
    void a_cursor_stands_on_a_row_only_after_a_step_onto_one() throws Exception {
        write(put(Family.LOG, "a", "1"));
        try (Cursor cursor = storage.scan(Family.LOG, bytes(""), bytes(END))) {
            assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
            assertThat(cursor.next()).isTrue();
            assertThat(text(cursor.key())).isEqualTo("a");
            assertThat(text(cursor.key())).isEqualTo("a");
            assertThat(cursor.next()).isFalse();
            assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void a_closed_cursor_cannot_be_used_and_can_be_closed_again() throws Exception {
        write(put(Family.LOG, "a", "1"));
        Cursor cursor = storage.scan(Family.LOG, bytes(""), bytes(END));
        cursor.next();
        cursor.close();
        cursor.close();

        assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_scan_goes_on_in_order_over_rows_that_nobody_touches_while_others_change()
            throws Exception {
        for (int i = 0; i < 300; i++) {
            write(put(Family.LOG, "%03d".formatted(i), "before"));
        }
        List<String> stable = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (Cursor cursor = storage.scan(Family.LOG, bytes(""), bytes(END))) {
            for (int i = 0; cursor.next(); i++) {
                seen.add(text(cursor.key()));
                assertThat(text(cursor.value())).isIn("before", "after");
                write(
                        delete(Family.LOG, "%03d".formatted(3 * i)),
                        put(Family.LOG, "%03d".formatted(3 * i + 1), "after"),
                        put(Family.LOG, "%03d+".formatted(3 * i + 2), "after"));
            }
        }

        for (int i = 0; i < 300; i++) {
            if (i % 3 != 0) {
                stable.add("%03d".formatted(i));
            }
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(stable);
    }

    @Test
    void the_caller_may_reuse_its_arrays_and_use_a_part_of_them() throws Exception {
        byte[] key = bytes("key and more");
        byte[] value = bytes("value and more");
        byte[] other = bytes("b");
        WriteBatch batch = storage.newBatch();
        batch.put(Family.STATE, key, 3, value, 5);
        key[0] = 'K';
        value[0] = 'V';
        batch.put(Family.STATE, key, 3, value, 5);
        batch.put(Family.STATE, other, 1, value, 0);
        batch.delete(Family.STATE, other, 1);
        other[0] = 'c';
        batch.put(Family.STATE, other, 1, value, 0);
        byte[] from = bytes("r");
        byte[] to = bytes("s");
        batch.deleteRange(Family.STATE, from, to);
        from[0] = 0;
        to[0] = (byte) 255;
        storage.write(List.of(batch), Sync.DURABLE);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(value, (byte) 0);

        assertThat(rows(Family.STATE)).containsExactly("Key=Value", "c=", "key=value");
    }

    @Test
    void values_may_be_large_and_batches_hold_many_of_them() throws Exception {
        byte[] large = new byte[2 << 20];
        new SplittableRandom(1).nextBytes(large);
        WriteBatch batch = storage.newBatch();
        for (int i = 0; i < 4; i++) {
            large[0] = (byte) i;
            batch.put(Family.LOG, new byte[] {(byte) i}, 1, large, large.length);
        }
        storage.write(List.of(batch, batch(put(Family.LOG, "after", "small"))), Sync.DURABLE);

        for (int i = 0; i < 4; i++) {
            large[0] = (byte) i;
            assertThat(storage.get(Family.LOG, new byte[] {(byte) i})).isEqualTo(large);
        }
        assertThat(get(Family.LOG, "after")).isEqualTo("small");
    }

    @Test
    void other_threads_read_while_one_writes_and_see_every_write_that_has_returned()
            throws Exception {
        int writes = 300;
        AtomicInteger returned = new AtomicInteger();
        Callable<Integer> reader =
                () -> {
                    int reads = 0;
                    int floor = 0;
                    while (floor < writes) {
                        floor = returned.get();
                        String count = get(Family.STATE, "count");
                        assertThat(count == null ? 0 : Integer.parseInt(count))
                                .isGreaterThanOrEqualTo(floor);
                        int last = floor;
                        assertThat(rows(Family.LOG))
                                .hasSizeGreaterThanOrEqualTo(Math.min(last, 10));
                        reads++;
                    }
                    return reads;
                };
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> results = List.of(readers.submit(reader), readers.submit(reader));
            try {
                for (int i = 1; i <= writes; i++) {
                    write(
                            put(Family.STATE, "count", String.valueOf(i)),
                            put(Family.LOG, "%04d".formatted(i), "row"),
                            delete(Family.LOG, "%04d".formatted(i - 20)));
                    returned.set(i);
                }
            } finally {
                returned.set(writes);
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isPositive();
            }
        }
    }

    @Test
    void a_recovery_that_nothing_called_for_changes_nothing() throws Exception {
        write(put(Family.STATE, "a", "1"));

        storage.recover();

        write(put(Family.STATE, "b", "2"));
        assertThat(rows(Family.STATE)).containsExactly("a=1", "b=2");
        for (Family family : List.of(Family.LOG, Family.QUEUE)) {
            assertThat(rows(family)).isEmpty();
        }
    }

    @Test
    void a_closed_storage_refuses_every_use_but_another_close() throws Exception {
        write(put(Family.LOG, "a", "1"), put(Family.LOG, "b", "2"));
        WriteBatch batch = batch(put(Family.LOG, "c", "3"));
        Cursor cursor = storage.scan(Family.LOG, bytes(""), bytes(END));
        assertThat(cursor.next()).isTrue();

        storage.close();

        assertThatThrownBy(() -> get(Family.LOG, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> storage.scan(Family.LOG, bytes(""), bytes(END)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> storage.write(List.of(batch), Sync.JOURNALED))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(storage::recover).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        cursor.close();
        storage.close();
    }

    @Test
    void random_changes_leave_the_same_rows_as_in_a_sorted_map() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            write(
                    deleteRange(Family.STATE, "", END),
                    deleteRange(Family.LOG, "", END),
                    deleteRange(Family.QUEUE, "", END));
            ModelRows model = new ModelRows();
            for (int round = 0; round < 40; round++) {
                storage.write(
                        model.randomBatches(random, storage),
                        random.nextInt(8) == 0 ? Sync.DURABLE : Sync.JOURNALED);
                model.check(random, storage, "seed " + seed + ", round " + round);
            }
        }
    }

    /** One change, as the tests write it down. */
    protected interface Step {
        void accept(WriteBatch batch);
    }

    protected static Step put(Family family, String key, String value) {
        return batch -> batch.put(family, bytes(key), key.length(), bytes(value), value.length());
    }

    protected static Step delete(Family family, String key) {
        return batch -> batch.delete(family, bytes(key), key.length());
    }

    protected static Step deleteRange(Family family, String from, String to) {
        return batch -> batch.deleteRange(family, bytes(from), bytes(to));
    }

    protected final WriteBatch batch(Step... steps) {
        WriteBatch batch = storage.newBatch();
        for (Step step : steps) {
            step.accept(batch);
        }
        return batch;
    }

    protected final void write(Step... steps) throws StorageException {
        storage.write(List.of(batch(steps)), Sync.DURABLE);
    }

    protected final @Nullable String get(Family family, String key) {
        byte[] value = storage.get(family, bytes(key));
        return value == null ? null : text(value);
    }

    /** The rows of a range as {@code key=value}. */
    protected final List<String> rows(Family family, String from, String to) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = storage.scan(family, bytes(from), bytes(to))) {
            while (cursor.next()) {
                rows.add(text(cursor.key()) + "=" + text(cursor.value()));
            }
        }
        return rows;
    }

    protected final List<String> rows(Family family) {
        return rows(family, "", END);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    protected static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
