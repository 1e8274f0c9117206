package dev.antiphon.bench;

import java.util.BitSet;

/** Who was sent and who was seen: messages are numbered from 0. */
final class Ledger {
    private final BitSet acknowledged = new BitSet();
    private final BitSet seen = new BitSet();
    private int next;
    private int acknowledgedCount;
    private int seenCount;
    private int missing;
    private int duplicated;
    private int foreign;

    /** The first of so many new numbers. */
    long take(int count) {
        int first = next;
        next += count;
        return first;
    }

    /** The server has said that it has them. */
    void acknowledged(long first, int count) {
        for (int number = (int) first; number < first + count; number++) {
            acknowledged.set(number);
            if (!seen.get(number)) {
                missing++;
            }
        }
        acknowledgedCount += count;
    }

    /** A message was received. Returns whether for the first time. */
    boolean received(long number) {
        if (number < 0 || number >= next) {
            foreign++;
            return false;
        }
        if (seen.get((int) number)) {
            duplicated++;
            return false;
        }
        seen.set((int) number);
        seenCount++;
        if (acknowledged.get((int) number)) {
            missing--;
        }
        return true;
    }

    /** Numbers given out so far. */
    int taken() {
        return next;
    }

    int acknowledged() {
        return acknowledgedCount;
    }

    int seen() {
        return seenCount;
    }

    /** Acknowledged and never seen. */
    int missing() {
        return missing;
    }

    /** Received although they had been received before. */
    int duplicated() {
        return duplicated;
    }

    /** Received although nobody had sent them. */
    int foreign() {
        return foreign;
    }
}
