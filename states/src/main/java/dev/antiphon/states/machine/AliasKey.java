package dev.antiphon.states.machine;

import java.util.Comparator;

record AliasKey(MachineArn machine, String name) implements Comparable<AliasKey> {
    private static final Comparator<AliasKey> ORDER =
            Comparator.comparing(AliasKey::machine).thenComparing(AliasKey::name);

    @Override
    public int compareTo(AliasKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return machine.qualified(name);
    }
}
