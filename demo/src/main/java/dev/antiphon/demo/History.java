package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger knows of one order at the end.
 *
 * @param webhooks how often its partner has sent it, answered or not
 * @param acknowledged how often that was acknowledged
 * @param rejection why the API would not have it at all, null if it did
 * @param sequence the number that its store's queue gave it when it was released
 * @param turn when fulfilment first had it in hand: the how-manieth of all orders, 0 if never
 * @param failures why it came into the dead-letter queue, each time
 * @param missing who should know of its end and does not
 * @param repeats what came more often than once, as it may, and was absorbed
 * @param faults what was done with it that must not be done, in words
 */
record History(
        Order order,
        int webhooks,
        int acknowledged,
        @Nullable String rejection,
        Stage stage,
        @Nullable BigInteger sequence,
        int turn,
        List<String> failures,
        int redrives,
        List<Stop> missing,
        int repeats,
        List<String> faults) {

    History {
        failures = List.copyOf(failures);
        missing = List.copyOf(missing);
        faults = List.copyOf(faults);
    }

    String key() {
        return order.key();
    }

    boolean onTheBus() {
        return acknowledged > 0;
    }

    boolean lost() {
        return rejection != null || !stage.isEnd() || !missing.isEmpty();
    }

    /** How far an order got that is lost. */
    String lastSeen() {
        if (rejection != null) {
            return "rejected by the API: " + rejection;
        }
        if (!stage.isEnd()) {
            return "last seen "
                    + stage
                    + failures.stream()
                            .map(why -> ", failed: " + why)
                            .collect(Collectors.joining());
        }
        return stage
                + ", but missing at "
                + missing.stream().map(stop -> stop.word).collect(Collectors.joining(", "));
    }
}
