package dev.antiphon.sqs;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.Consumer;
import dev.antiphon.delivery.source.ConsumerType;
import dev.antiphon.delivery.source.Pollers;
import dev.antiphon.delivery.source.Scaling;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.delivery.source.Verdict;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Part;
import dev.antiphon.storage.Family;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consumers of queues for tests. A call is a line of ids; it throttles by its outcome. */
final class Readers implements Part, ConsumerType<String, Readers.Reading> {
    static final CallOutcome TOOK = new CallOutcome.Succeeded();
    static final CallOutcome FAILED = new CallOutcome.Failed("Unhandled", "failed", true, null);
    static final CallOutcome FULL = new CallOutcome.Failed("FULL", "no room", true, null);

    private static final Table<String, Reading> READINGS =
            Table.of(
                    212,
                    "test.readings",
                    Family.STATE,
                    new KeyCodec<String>() {
                        @Override
                        public void write(String key, KeyWriter out) {
                            out.text(key);
                        }

                        @Override
                        public String read(KeyReader in) {
                            return in.text();
                        }
                    },
                    new RowCodec<Reading>() {
                        @Override
                        public int version() {
                            return 1;
                        }

                        @Override
                        public void write(Reading row, RowWriter out) {
                            out.text(row.source).bool(row.reads).bool(row.changing);
                            out.varint(row.batchSize).varint(row.batchBytes).varint(row.window);
                            out.varint(row.most);
                        }

                        @Override
                        public Reading read(int version, RowReader in) {
                            return new Reading(
                                    in.text(),
                                    in.bool(),
                                    in.bool(),
                                    (int) in.varint(),
                                    (int) in.varint(),
                                    (int) in.varint(),
                                    (int) in.varint());
                        }
                    });

    private final Pollers pollers =
            new Pollers(new Sources(List.of(new QueueSource())), List.of(this));

    /**
     * @param window in seconds
     * @param most batches at once
     */
    record Reading(
            String source,
            boolean reads,
            boolean changing,
            int batchSize,
            int batchBytes,
            int window,
            int most) {
        static Reading of(String source) {
            return new Reading(source, true, false, 10, 1 << 20, 0, 1_000);
        }

        Reading batches(int size) {
            return new Reading(source, reads, changing, size, batchBytes, window, most);
        }

        Reading bytes(int bytes) {
            return new Reading(source, reads, changing, batchSize, bytes, window, most);
        }

        Reading window(int seconds) {
            return new Reading(source, reads, changing, batchSize, batchBytes, seconds, most);
        }

        Reading atOnce(int batches) {
            return new Reading(source, reads, changing, batchSize, batchBytes, window, batches);
        }

        Reading stopped() {
            return new Reading(source, false, true, batchSize, batchBytes, window, most);
        }

        Reading settled() {
            return new Reading(source, reads, false, batchSize, batchBytes, window, most);
        }
    }

    /** What makes the calls' outcomes felt. */
    Pollers pollers() {
        return pollers;
    }

    static void define(Tx tx, String id, Reading reading) {
        tx.put(READINGS, id, reading);
    }

    static void remove(Tx tx, String id) {
        tx.delete(READINGS, id);
    }

    static boolean changing(Tx tx, String id) {
        Reading reading = tx.get(READINGS, id);
        return reading != null && reading.changing;
    }

    static List<String> ids(BatchCall call) {
        return call.records().stream().map(SourceRecord::id).toList();
    }

    @Override
    public void register(Registry registry) {
        registry.table(READINGS);
    }

    @Override
    public Table<String, Reading> definitions() {
        return READINGS;
    }

    @Override
    public Consumer consumer(String key, Reading definition) {
        return new Reader(key, definition);
    }

    @Override
    public String id(String key) {
        return key;
    }

    private record Reader(String id, Reading reading) implements Consumer {
        @Override
        public String source() {
            return reading.source;
        }

        @Override
        public boolean reads() {
            return reading.reads;
        }

        @Override
        public boolean changing() {
            return reading.changing;
        }

        @Override
        public void settled(Tx tx) {
            define(tx, id, reading.settled());
        }

        @Override
        public int batchSize() {
            return reading.batchSize;
        }

        @Override
        public int batchBytes() {
            return reading.batchBytes;
        }

        @Override
        public Duration window() {
            return Duration.ofSeconds(reading.window);
        }

        @Override
        public Scaling scaling() {
            return new Scaling(Math.min(5, reading.most), 300, reading.most);
        }

        @Override
        public boolean wants(SourceRecord record) {
            return !new String(record.json(), StandardCharsets.UTF_8).contains("\"unwanted\"");
        }

        @Override
        public boolean leaves(Tx tx, SourceRecord record) {
            return false;
        }

        @Override
        public @Nullable Destination destination(Tx tx) {
            return (any, batch) ->
                    new OutsideCall.Http(
                            "POST",
                            "http://localhost/" + id,
                            List.of(),
                            new byte[0],
                            Duration.ofSeconds(1),
                            List.of());
        }

        @Override
        public Verdict verdict(List<SourceRecord> batch, CallOutcome outcome) {
            return switch (outcome) {
                case CallOutcome.Succeeded any -> Verdict.Called.succeeded(batch);
                case CallOutcome.Failed failed when failed.code().equals("FULL") ->
                        new Verdict.Throttled();
                case CallOutcome.Failed failed ->
                        Verdict.Called.failed(batch, failed.code() + ": " + failed.message());
            };
        }
    }
}
