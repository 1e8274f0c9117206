package dev.antiphon.events.archive;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;

/**
 * An event in an archive.
 *
 * @param archived when it came there
 * @param body the whole event as UTF-8
 */
record ArchivedEvent(Instant archived, byte[] body) {
    /**
     * By event time: replays go by it.
     *
     * @param number of the partition: orders events of one time as they came
     */
    record Key(long archive, Instant time, long number) {
        static final KeyCodec<Key> KEYS =
                KeyCodec.of(
                        (key, out) ->
                                out.i64(key.archive).i64(key.time.toEpochMilli()).i64(key.number),
                        in -> new Key(in.i64(), Instant.ofEpochMilli(in.i64()), in.i64()));

        /** The first place of a time, or before every event. */
        static Key from(long archive, Instant time) {
            return new Key(archive, time, Long.MIN_VALUE);
        }

        /** Behind the last event of an archive. */
        static Key end(long archive) {
            return new Key(archive + 1, Instant.ofEpochMilli(Long.MIN_VALUE), Long.MIN_VALUE);
        }

        static Key begin(long archive) {
            return new Key(archive, Instant.ofEpochMilli(Long.MIN_VALUE), Long.MIN_VALUE);
        }

        /** The next place behind this one. */
        Key next() {
            return new Key(archive, time, number + 1);
        }
    }

    static final RowCodec<ArchivedEvent> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(ArchivedEvent row, RowWriter out) {
                    out.i64(row.archived.toEpochMilli()).bytes(row.body);
                }

                @Override
                public ArchivedEvent read(int version, RowReader in) {
                    return new ArchivedEvent(Instant.ofEpochMilli(in.i64()), in.bytes());
                }
            };
}
