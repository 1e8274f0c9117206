package dev.antiphon.engine;

import dev.antiphon.engine.EngineTables.Parcel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of the outbox: what has come in from other partitions, and how far each was
 * applied.
 */
final class Inbox {
    /** A parcel from a partition, with its number in that lane. */
    record Incoming(int from, long number, Parcel parcel) {}

    /** What to do with a parcel. */
    enum Verdict {
        APPLY,
        /** It was applied before; only the acknowledgement was lost, or is under way. */
        REPEATED,
        /** What came before it was lost with a failed batch: its sender must hand over again. */
        GAP
    }

    private final Deque<Incoming> incoming = new ArrayDeque<>();
    private final long[] applied;
    private final boolean[] rewindAsked;

    /** As the rows have it. */
    Inbox(int partitions, OperationTx tx) {
        applied = new long[partitions];
        rewindAsked = new boolean[partitions];
        try (Scan<Integer, Long> rows = tx.scanAll(EngineTables.APPLIED)) {
            while (rows.next()) {
                applied[rows.key()] = rows.value();
            }
        }
    }

    void add(Incoming parcel) {
        incoming.add(parcel);
    }

    boolean isEmpty() {
        return incoming.isEmpty();
    }

    @Nullable Incoming poll() {
        return incoming.poll();
    }

    Verdict judge(Incoming parcel) {
        long expected = applied[parcel.from] + 1;
        if (parcel.number == expected) {
            return Verdict.APPLY;
        }
        return parcel.number < expected ? Verdict.REPEATED : Verdict.GAP;
    }

    void applied(Incoming parcel) {
        applied[parcel.from] = parcel.number;
        rewindAsked[parcel.from] = false;
    }

    long lastApplied(int from) {
        return applied[from];
    }

    /** Whether a rewind must be asked for; once until the expected parcel has come. */
    boolean askRewind(int from) {
        boolean ask = !rewindAsked[from];
        rewindAsked[from] = true;
        return ask;
    }
}
