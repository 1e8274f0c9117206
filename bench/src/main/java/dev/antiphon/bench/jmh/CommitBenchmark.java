package dev.antiphon.bench.jmh;

import dev.antiphon.engine.Call;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Registrations;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.memory.MemoryStorage;
import dev.antiphon.storage.rocksdb.RocksConfig;
import dev.antiphon.storage.rocksdb.RocksStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One commit of so many calls, from the mailbox to the answers: the calls are taken in, run, staged
 * and encoded, written as one batch and released. On one thread, so that the time is the sum of
 * what in the server the partition's thread and the committer's share. With {@code memory} it is
 * the engine's own cost, with {@code rocksdb} that and a synced write to the disk.
 *
 * <p>Every call puts a row of 300 B under a key of its own and removes the one that was put 100,000
 * calls ago, as a queue of that length does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CommitBenchmark {
    private static final int KEPT = 100_000;
    private static final String ADDRESS = "bench";
    private static final Executor LANE = Runnable::run;

    private static final Table<Long, byte[]> ROWS =
            Table.of(
                    255,
                    "bench",
                    Family.LOG,
                    KeyCodec.NUMBER,
                    new RowCodec<>() {
                        @Override
                        public int version() {
                            return 1;
                        }

                        @Override
                        public void write(byte[] value, RowWriter out) {
                            out.bytes(value);
                        }

                        @Override
                        public byte[] read(int version, RowReader in) {
                            return in.bytes();
                        }
                    });

    /** Where the rows go. */
    public enum Store {
        memory,
        rocksdb
    }

    @Param({"memory", "rocksdb"})
    public Store store = Store.memory;

    @Param({"1", "64", "256"})
    public int calls;

    private final byte[] row = new byte[300];
    private Path folder = Path.of("");
    private @Nullable DrivenEngine driven;
    private long key;
    private int answered;

    @Setup(Level.Trial)
    public void open() throws IOException, StorageException {
        Registrations registrations = new Registrations();
        registrations.table(ROWS);
        // Beside the sources: the system's folder for temporary files may be memory.
        folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "commit-benchmark");
        driven = new DrivenEngine(storage(), EngineConfig.forCores(2), registrations);
    }

    private Storage storage() throws StorageException {
        return switch (store) {
            case memory -> new MemoryStorage();
            case rocksdb -> RocksStorage.open(folder, RocksConfig.defaults());
        };
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        if (driven != null) {
            driven.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public int commit() {
        DrivenEngine engine = Objects.requireNonNull(driven);
        answered = 0;
        for (int i = 0; i < calls; i++) {
            engine.engine().submit(ADDRESS, new Put(key++));
        }
        engine.work();
        if (answered != calls) {
            throw new IllegalStateException(answered + " answers to " + calls + " calls");
        }
        return answered;
    }

    private final class Put implements Call<Boolean> {
        private final long number;

        Put(long number) {
            this.number = number;
        }

        @Override
        public Outcome<Boolean> run(Tx tx) {
            tx.put(ROWS, number, row);
            tx.delete(ROWS, number - KEPT);
            return Outcome.reply(true);
        }

        @Override
        public void done(Boolean value) {
            answered++;
        }

        @Override
        public void failed(Throwable error) {
            throw new IllegalStateException(error);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public Executor lane() {
            return LANE;
        }

        @Override
        public int bytes() {
            return 1024;
        }
    }
}
