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
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed again and again, at moments that no code of ours chooses. What it
 * had acknowledged has to be there afterwards, what it had deleted has to be gone, and no write may
 * be there in part.
 */
class CrashTest {
    private static final int ROUNDS = 5;

    /** How many writes keep their rows until a later write deletes them. */
    private static final int WINDOW = 400;

    /** So small that the writes of a round go through several memtables and logs. */
    private static final RocksConfig CONFIG = new RocksConfig(1 << 20, 1 << 20, 2 << 20, 64, 2);

    private static final byte[] COUNTER = "counter".getBytes(UTF_8);
    private static final byte[] START = {};
    private static final byte[] END = {-1};

    @TempDir private Path directory;

    @Test
    void a_killed_process_has_lost_no_acknowledged_write_and_brings_no_deleted_row_back()
            throws Exception {
        SplittableRandom random = new SplittableRandom();
        long acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Process writer = ChildJvm.start(CrashTest.class, directory.toString());
            try {
                acknowledged = killAfter(writer, acknowledged + random.nextInt(1, 2000));
            } finally {
                writer.destroyForcibly();
            }
            try (Storage storage = RocksStorage.open(directory, CONFIG)) {
                acknowledged = check(storage, acknowledged);
            }
        }
        assertThat(acknowledged).isGreaterThan(ROUNDS);
    }

    @Test
    void another_process_is_kept_out_until_the_first_has_ended() throws Exception {
        Process writer = ChildJvm.start(CrashTest.class, directory.toString());
        try (BufferedReader output = writer.inputReader(UTF_8)) {
            assertThat(output.readLine()).isNotNull();

            assertThatThrownBy(() -> RocksStorage.open(directory, CONFIG))
                    .isInstanceOf(StorageException.class)
                    .hasMessage(
                            "the data directory " + directory + " is in use by another process");
            assertThat(output.readLine()).isNotNull();
        } finally {
            writer.destroyForcibly();
        }
        writer.waitFor();
        RocksStorage.open(directory, CONFIG).close();
    }

    /** The last write that the process acknowledged before it was gone. */
    private static long killAfter(Process writer, long write)
            throws IOException, InterruptedException {
        long last = 0;
        try (BufferedReader output = writer.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = Long.parseLong(line.strip());
                if (last >= write) {
                    // Not through the process itself, which would close the pipe as well.
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        writer.waitFor();
        return last;
    }

    /**
     * The last write whose rows are there, which may have been on its way when the process died.
     */
    private static long check(Storage storage, long acknowledged) {
        byte[] counter = storage.get(Family.STATE, COUNTER);
        assertThat(counter).isNotNull();
        long last = ByteBuffer.wrap(counter).getLong();
        assertThat(last).isBetween(acknowledged, acknowledged + 1);

        List<Long> expected = new ArrayList<>();
        for (long write = Math.max(1, last - WINDOW + 1); write <= last; write++) {
            expected.add(write);
        }
        assertThat(writes(storage, Family.LOG)).isEqualTo(expected);
        assertThat(writes(storage, Family.QUEUE)).isEqualTo(expected);
        return last;
    }

    private static List<Long> writes(Storage storage, Family family) {
        List<Long> writes = new ArrayList<>();
        try (Cursor cursor = storage.scan(family, START, END)) {
            while (cursor.next()) {
                writes.add(ByteBuffer.wrap(cursor.key()).getLong());
            }
        }
        return writes;
    }

    /** The process: goes on from the last write, and says which one has returned. */
    public static void main(String[] arguments) throws StorageException {
        // Nothing between a line and the pipe: a line that was printed is a line that can be read.
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        try (Storage storage = RocksStorage.open(Path.of(arguments[0]), CONFIG)) {
            byte[] counter = storage.get(Family.STATE, COUNTER);
            long last = counter == null ? 0 : ByteBuffer.wrap(counter).getLong();
            byte[] payload = new byte[1000];
            SplittableRandom random = new SplittableRandom(last);
            for (long write = last + 1; !output.checkError(); write++) {
                random.nextBytes(payload);
                storage.write(
                        List.of(
                                change(storage, Family.LOG, write, payload),
                                counter(storage, write),
                                change(storage, Family.QUEUE, write, payload)),
                        write % 4 == 0 ? Sync.DURABLE : Sync.JOURNALED);
                output.print(write + "\n");
                output.flush();
            }
        }
    }

    private static WriteBatch change(Storage storage, Family family, long write, byte[] payload) {
        WriteBatch batch = storage.newBatch();
        batch.put(family, number(write), Long.BYTES, payload, payload.length);
        batch.delete(family, number(write - WINDOW), Long.BYTES);
        return batch;
    }

    private static WriteBatch counter(Storage storage, long write) {
        WriteBatch batch = storage.newBatch();
        batch.put(Family.STATE, COUNTER, COUNTER.length, number(write), Long.BYTES);
        return batch;
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
