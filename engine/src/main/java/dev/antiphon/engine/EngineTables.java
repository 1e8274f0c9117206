package dev.antiphon.engine;

import dev.antiphon.storage.Family;
import java.time.Instant;

/** The engine's own rows. */
final class EngineTables {
    private EngineTables() {}

    /**
     * A parcel's place in the outbox: its lane (the receiving partition) and its dense number in
     * that lane.
     */
    record ParcelKey(int to, long number) {
        private static final KeyCodec<ParcelKey> CODEC =
                KeyCodec.of(
                        (key, out) -> out.u16(key.to).i64(key.number),
                        in -> new ParcelKey(in.u16(), in.i64()));
    }

    /** A parcel that a receiver refused, by its sender. */
    record RefusedKey(int from, long number) {
        private static final KeyCodec<RefusedKey> CODEC =
                KeyCodec.of(
                        (key, out) -> out.u16(key.from).i64(key.number),
                        in -> new RefusedKey(in.u16(), in.i64()));
    }

    record Parcel(String receiver, String address, byte[] payload) {}

    record RefusedParcel(Parcel parcel, String error) {}

    private static final KeyCodec<Integer> SMALL_NUMBER =
            KeyCodec.of((key, out) -> out.u16(key), KeyReader::u16);

    private static final KeyCodec<Timer> BY_DUE_TIME =
            KeyCodec.of(
                    (timer, out) ->
                            out.i64(timer.due().toEpochMilli())
                                    .text(timer.handler())
                                    .text(timer.key()),
                    EngineTables::readTimer);

    private static Timer readTimer(KeyReader in) {
        Instant due = Instant.ofEpochMilli(in.i64());
        return new Timer(in.text(), due, in.text());
    }

    /** The bound below which ids may have been given out. */
    static final Table<Integer, Long> IDS =
            Table.of(1, "ids", Family.STATE, SMALL_NUMBER, RowCodec.NUMBER);

    static final Table<Timer, Boolean> TIMERS =
            Table.of(2, "timers", Family.QUEUE, BY_DUE_TIME, RowCodec.PRESENCE).softRemovals();

    static final Table<ParcelKey, Parcel> OUTBOX =
            Table.of(3, "outbox", Family.QUEUE, ParcelKey.CODEC, new ParcelRow()).softRemovals();

    /** By sending partition: the number of the last parcel that was applied here. */
    static final Table<Integer, Long> APPLIED =
            Table.of(4, "applied", Family.STATE, SMALL_NUMBER, RowCodec.NUMBER);

    /** Parcels whose receiver threw: a bug of ours, kept until somebody looks. */
    static final Table<RefusedKey, RefusedParcel> REFUSED =
            Table.of(5, "refused", Family.LOG, RefusedKey.CODEC, new RefusedRow());

    private static final class ParcelRow implements RowCodec<Parcel> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Parcel parcel, RowWriter out) {
            out.text(parcel.receiver()).text(parcel.address()).bytes(parcel.payload());
        }

        @Override
        public Parcel read(int version, RowReader in) {
            return new Parcel(in.text(), in.text(), in.bytes());
        }
    }

    private static final class RefusedRow implements RowCodec<RefusedParcel> {
        private final ParcelRow parcels = new ParcelRow();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RefusedParcel refused, RowWriter out) {
            out.text(refused.error());
            parcels.write(refused.parcel(), out);
        }

        @Override
        public RefusedParcel read(int version, RowReader in) {
            String error = in.text();
            return new RefusedParcel(parcels.read(version, in), error);
        }
    }
}
