package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger knows of one order at the end.
 *
 * @param acceptance the sequence number that the queue acknowledged, null if it never did
 * @param rejection why the queue would not have it at all, null if it did
 * @param turn when a kitchen first had it in hand: the how-manieth of all orders, 0 if never
 * @param failures how often a kitchen could not cook it
 * @param refused how many placements the queue recognised as the same order
 * @param repeats deliveries beyond the first that were allowed, and absorbed
 * @param breaches what a queue did with it that it must not do, in words
 */
record History(
        String id,
        String store,
        String partner,
        @Nullable BigInteger acceptance,
        @Nullable String rejection,
        int turn,
        int failures,
        boolean cooked,
        boolean released,
        int refused,
        int repeats,
        List<String> breaches) {

    /** How far an order got that was not released. */
    String lastSeen() {
        if (rejection != null) {
            return "rejected by the queue: " + rejection;
        }
        if (acceptance == null) {
            return "never accepted";
        }
        if (cooked) {
            return "cooked, never released";
        }
        if (failures > 0) {
            return "failed in the kitchen, never cooked";
        }
        return turn > 0 ? "seen by a kitchen, never cooked" : "accepted, never seen again";
    }
}
