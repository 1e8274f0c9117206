package dev.antiphon.states.machine;

import java.util.Comparator;

/**
 * @param number from 1, never given twice to versions of a machine
 */
record VersionKey(MachineArn machine, long number) implements Comparable<VersionKey> {
    private static final Comparator<VersionKey> ORDER =
            Comparator.comparing(VersionKey::machine).thenComparingLong(VersionKey::number);

    @Override
    public int compareTo(VersionKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return machine.qualified(number);
    }
}
