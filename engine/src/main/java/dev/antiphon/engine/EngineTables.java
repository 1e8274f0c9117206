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
    record ParcelKey(int to, long number) {}

    /** A parcel that a receiver refused, by its sender. */
    record RefusedKey(int from, long number) {}

    record Parcel(String receiver, String address, byte[] payload) {}

    record RefusedParcel(Parcel parcel, String error) {}

    /** The bound below which ids may have been given out. */
    static final Table<Integer, Long> IDS =
            Table.of(1, "ids", Family.STATE, new SmallNumberKey(), new NumberRow());

    static final Table<Timer, Boolean> TIMERS =
            Table.of(2, "timers", Family.QUEUE, new TimerKey(), new PresenceRow()).softRemovals();

    static final Table<ParcelKey, Parcel> OUTBOX =
            Table.of(3, "outbox", Family.QUEUE, new ParcelKeys(), new ParcelRow()).softRemovals();

    /** By sending partition: the number of the last parcel that was applied here. */
    static final Table<Integer, Long> APPLIED =
            Table.of(4, "applied", Family.STATE, new SmallNumberKey(), new NumberRow());

    /** Parcels whose receiver threw: a bug of ours, kept until somebody looks. */
    static final Table<RefusedKey, RefusedParcel> REFUSED =
            Table.of(5, "refused", Family.LOG, new RefusedKeys(), new RefusedRow());

    private static final class SmallNumberKey implements KeyCodec<Integer> {
        @Override
        public void write(Integer key, KeyWriter out) {
            out.u16(key);
        }

        @Override
        public Integer read(KeyReader in) {
            return in.u16();
        }
    }

    private static final class NumberRow implements RowCodec<Long> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Long value, RowWriter out) {
            out.i64(value);
        }

        @Override
        public Long read(int version, RowReader in) {
            return in.i64();
        }
    }

    private static final class PresenceRow implements RowCodec<Boolean> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Boolean value, RowWriter out) {}

        @Override
        public Boolean read(int version, RowReader in) {
            return true;
        }
    }

    private static final class TimerKey implements KeyCodec<Timer> {
        @Override
        public void write(Timer timer, KeyWriter out) {
            out.i64(timer.due().toEpochMilli()).text(timer.handler()).text(timer.key());
        }

        @Override
        public Timer read(KeyReader in) {
            Instant due = Instant.ofEpochMilli(in.i64());
            return new Timer(in.text(), due, in.text());
        }
    }

    private static final class ParcelKeys implements KeyCodec<ParcelKey> {
        @Override
        public void write(ParcelKey key, KeyWriter out) {
            out.u16(key.to()).i64(key.number());
        }

        @Override
        public ParcelKey read(KeyReader in) {
            return new ParcelKey(in.u16(), in.i64());
        }
    }

    private static final class RefusedKeys implements KeyCodec<RefusedKey> {
        @Override
        public void write(RefusedKey key, KeyWriter out) {
            out.u16(key.from()).i64(key.number());
        }

        @Override
        public RefusedKey read(KeyReader in) {
            return new RefusedKey(in.u16(), in.i64());
        }
    }

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
