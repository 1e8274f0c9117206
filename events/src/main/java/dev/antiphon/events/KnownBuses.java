package dev.antiphon.events;

import dev.antiphon.engine.Tx;

/** What other partitions may know of buses. */
public final class KnownBuses {
    private KnownBuses() {}

    /** Whether there is such a bus; the default one is always there. */
    public static boolean exist(Tx tx, BusArn bus) {
        return bus.isDefault() || tx.catalog(EventsTables.BUSES).get(bus) != null;
    }
}
