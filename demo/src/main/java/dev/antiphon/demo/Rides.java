package dev.antiphon.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Stores and drivers as the workflows of the orders meet them: every sixth store is offline at
 * first, and a driver is near as soon as one is asked.
 */
final class Rides {

    /** How often a store is offline before it takes the order on. */
    private static final int OFFLINE = 2;

    private static final int EVERY = 6;

    /**
     * @param fetched orders that a driver has fetched
     * @param refusals how often a store was offline
     */
    record Count(int fetched, int refusals) {}

    private final Answers answers;

    /** The tokens that stores had, by order, in the order of their coming. */
    private final Map<String, Map<String, Integer>> asked = new HashMap<>();

    private final Set<String> fetched = new HashSet<>();
    private int refusals;

    Rides(Answers answers) {
        this.answers = answers;
    }

    /** The workers of the stores. */
    Reader stores() {
        return delivery -> {
            Asked question = Json.read(delivery.body(), Asked.class);
            if (offline(question)) {
                answers.fail(
                        question, "Store.Offline", "Nobody is there to take " + question.order());
            } else {
                answers.succeed(question, "{\"accepted\":true}");
            }
        };
    }

    /** A message that comes twice gets the same answer. */
    private synchronized boolean offline(Asked question) {
        if (Math.floorMod(question.order().hashCode(), EVERY) != 0) {
            return false;
        }
        Map<String, Integer> tokens = asked.computeIfAbsent(question.order(), _ -> new HashMap<>());
        Integer before = tokens.putIfAbsent(question.token(), tokens.size());
        boolean offline = (before == null ? tokens.size() - 1 : before) < OFFLINE;
        if (offline && before == null) {
            refusals++;
        }
        return offline;
    }

    Reader drivers() {
        return delivery -> {
            Asked question = Json.read(delivery.body(), Asked.class);
            answers.succeed(question, "{\"near\":true}");
            synchronized (this) {
                fetched.add(question.order());
            }
        };
    }

    /** Orders that a driver has fetched. */
    synchronized int fetched() {
        return fetched.size();
    }

    synchronized Count count() {
        return new Count(fetched.size(), refusals);
    }
}
