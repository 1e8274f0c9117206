package dev.antiphon.engine;

import dev.antiphon.engine.EngineTables.Parcel;
import dev.antiphon.engine.EngineTables.ParcelKey;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The sending half of the outbox: one lane to every other partition.
 *
 * <p>A parcel gets the next number of its lane and is a row from the commit of its sender on. It is
 * handed over after that commit; the receiver applies parcels strictly by number and remembers the
 * last one, so that a repetition is dropped and a gap is noticed. When the receiver's commit is
 * done it acknowledges, and the rows up to that number go, all but the last: it keeps the lane's
 * count when nothing else does. A crash on either side only ever leads to repetitions.
 *
 * <p>A lane hands over at most {@code WINDOW} parcels or {@code WINDOW_BYTES} at once and reads the
 * rest from its rows as acknowledgements come in, so that a slow receiver costs disk and not heap.
 */
final class OutboxLanes {
    private static final int WINDOW = 1_024;
    private static final long WINDOW_BYTES = 16L << 20;

    /** A parcel with its number, on its way to a partition. */
    record Outgoing(int to, long number, Parcel parcel) {}

    /** The receiver {@code from} has applied the parcels up to {@code number}. */
    record Ack(int from, long number) {}

    /** Where parcels are handed over. */
    interface Carrier {
        void carry(Outgoing outgoing);
    }

    private static final class Lane {
        long next = 1;
        long firstKept = 1;
        long durable;
        long sent;
        long acked;
        long bytesInFlight;
        final Deque<Integer> sizesInFlight = new ArrayDeque<>();

        void handedOver(int bytes) {
            sizesInFlight.add(bytes);
            bytesInFlight += bytes;
        }

        void landed() {
            Integer bytes = sizesInFlight.poll();
            bytesInFlight -= bytes == null ? 0 : bytes;
        }

        void noneInFlight() {
            sizesInFlight.clear();
            bytesInFlight = 0;
        }

        boolean open() {
            return sent - acked < WINDOW && bytesInFlight < WINDOW_BYTES;
        }

        /** Whether it is worth a look at the rows. */
        boolean roomy() {
            return sent - acked <= WINDOW / 2 && bytesInFlight <= WINDOW_BYTES / 2;
        }
    }

    private final Lane[] lanes;

    /**
     * As the rows have it. What is unacknowledged, or may be, is handed over again by {@link
     * #resume}.
     */
    OutboxLanes(int partitions, OperationTx tx) {
        lanes = new Lane[partitions];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane();
        }
        try (Scan<ParcelKey, Parcel> rows = tx.scanAll(EngineTables.OUTBOX)) {
            open(rows);
        }
    }

    private void open(Scan<ParcelKey, Parcel> rows) {
        int lastLane = -1;
        while (rows.next()) {
            ParcelKey key = rows.key();
            Lane lane = lanes[key.to()];
            if (key.to() != lastLane) {
                lane.firstKept = key.number();
                lane.acked = key.number() - 1;
                lane.sent = lane.acked;
                lastLane = key.to();
            }
            lane.durable = key.number();
            lane.next = key.number() + 1;
        }
    }

    /** The key of a new parcel: the operation that sends it has succeeded. */
    ParcelKey assign(int to) {
        return new ParcelKey(to, lanes[to].next++);
    }

    /** A parcel's row is durable. */
    void committed(Outgoing outgoing, Carrier carrier) {
        Lane lane = lanes[outgoing.to];
        lane.durable = outgoing.number;
        if (lane.sent == outgoing.number - 1 && lane.open()) {
            carry(lane, outgoing, carrier);
        }
    }

    private static void carry(Lane lane, Outgoing outgoing, Carrier carrier) {
        lane.sent = outgoing.number;
        lane.handedOver(outgoing.parcel.payload().length);
        carrier.carry(outgoing);
    }

    /** The receiver has applied parcels: stages the removal of their rows. */
    void acknowledged(Ack ack, Tx tx) {
        Lane lane = lanes[ack.from];
        if (ack.number <= lane.acked) {
            return;
        }
        for (long number = lane.firstKept; number < ack.number; number++) {
            tx.delete(EngineTables.OUTBOX, new ParcelKey(ack.from, number));
        }
        for (long number = lane.acked; number < ack.number; number++) {
            lane.landed();
        }
        lane.firstKept = ack.number;
        lane.acked = ack.number;
        lane.sent = Math.max(lane.sent, ack.number);
    }

    /**
     * The receiver lacks what came before: everything unacknowledged is to be handed over again.
     */
    void rewind(int to) {
        Lane lane = lanes[to];
        lane.sent = lane.acked;
        lane.noneInFlight();
    }

    /**
     * Hands over what waits in the rows of a lane, as far as it has room. A full lane is filled
     * again when half of it has landed: were it at every acknowledgement, each would bring one
     * parcel on its way, for which the receiver would commit and acknowledge, and so on.
     */
    void resume(int to, Tx tx, Carrier carrier) {
        Lane lane = lanes[to];
        if (lane.sent >= lane.durable || !lane.roomy()) {
            return;
        }
        ParcelKey from = new ParcelKey(to, lane.sent + 1);
        try (Scan<ParcelKey, Parcel> rows =
                tx.scan(EngineTables.OUTBOX, from, new ParcelKey(to, lane.durable + 1))) {
            while (lane.open() && rows.next()) {
                Check.that(
                        rows.key().number() == lane.sent + 1, "a parcel is missing in the outbox");
                carry(lane, new Outgoing(to, rows.key().number(), rows.value()), carrier);
            }
        }
    }
}
