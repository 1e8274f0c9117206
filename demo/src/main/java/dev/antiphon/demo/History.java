package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger knows of one order at the end.
 *
 * @param accepted events of it that the bus acknowledged
 * @param rejection why the bus would not have it at all, null if it did
 * @param sequence the number that the kitchens' queue gave it when it took it
 * @param turn when a kitchen first had it in hand: the how-manieth of all orders, 0 if never
 * @param failures how often a kitchen could not cook it
 * @param reached where it came by at least once
 * @param phoned whether its partner was told by telephone
 * @param missing where not everything came that should have
 * @param repeats messages beyond the first that were allowed, and absorbed
 * @param breaches what was done with it that must not be done, in words
 */
record History(
        String id,
        String store,
        String partner,
        int accepted,
        @Nullable String rejection,
        @Nullable BigInteger sequence,
        int turn,
        int failures,
        boolean cooked,
        Set<Stop> reached,
        boolean phoned,
        List<Stop> missing,
        int repeats,
        List<String> breaches) {

    History {
        reached = Set.copyOf(reached);
        missing = List.copyOf(missing);
        breaches = List.copyOf(breaches);
    }

    boolean lost() {
        return rejection != null || accepted == 0 || !cooked || !missing.isEmpty();
    }

    /** How far an order got that is lost. */
    String lastSeen() {
        if (rejection != null) {
            return "rejected by the bus: " + rejection;
        }
        if (accepted == 0) {
            return "never accepted";
        }
        if (cooked) {
            return "cooked, but missing at "
                    + missing.stream().map(stop -> stop.word).collect(Collectors.joining(", "));
        }
        if (failures > 0) {
            return "failed in the kitchen, never cooked";
        }
        return turn > 0 ? "seen by a kitchen, never cooked" : "accepted, never seen again";
    }
}
