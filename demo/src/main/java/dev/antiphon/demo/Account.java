package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of one order, as far as the clients saw it. The ledger guards it. */
final class Account {

    final Order order;
    final long placedAt;

    /** The order on the bus, and its release on the topic. */
    final Dispatch event = new Dispatch();

    final Dispatch release = new Dispatch();

    private final boolean toldByHttp;
    private final Map<Stop, Set<String>> arrivals = new EnumMap<>(Stop.class);
    private final List<String> breaches = new ArrayList<>();
    private @Nullable String rejection;
    private @Nullable BigInteger sequence;
    private int turn;
    private int failures;
    private int repeats;
    private boolean cooked;
    private boolean phoned;

    Account(Order order, long placedAt, boolean toldByHttp) {
        this.order = order;
        this.placedAt = placedAt;
        this.toldByHttp = toldByHttp;
    }

    boolean accepted() {
        return !event.acknowledged().isEmpty();
    }

    void rejected(String why) {
        rejection = why;
    }

    boolean isRejected() {
        return rejection != null;
    }

    /** A kitchen has it in hand for the first time: as the {@code number}-th of all orders. */
    void turn(int number, @Nullable BigInteger sequenceNumber) {
        turn = number;
        sequence = sequenceNumber;
    }

    boolean hadItsTurn() {
        return turn > 0;
    }

    void failed() {
        failures++;
    }

    boolean hasFailed() {
        return failures > 0;
    }

    boolean isFailing() {
        return failures > 0 && !cooked;
    }

    /** False if it was cooked before. */
    boolean cook() {
        if (cooked) {
            repeats++;
            return false;
        }
        cooked = true;
        return true;
    }

    boolean isCooked() {
        return cooked;
    }

    /** False if its partner knew of it. */
    boolean phone() {
        phoned = true;
        return arrivals(Stop.PARTNER).isEmpty();
    }

    void breach(String what) {
        breaches.add(what);
    }

    void delivered(String what, Deliveries.Finding finding) {
        switch (finding) {
            case FIRST, AGAIN -> {}
            case WHILE_HELD -> breach(what + " delivered while another consumer held it");
            case AFTER_DELETION -> breach(what + " came back after its deletion");
        }
    }

    /**
     * A message of it came by; false if one did before.
     *
     * @param message its id, by which the sender knows it if {@link #idsAreKept}
     */
    boolean arrived(Stop stop, String message) {
        if (!isDue(stop)) {
            breach("came to " + stop.word + ", past its filter");
        }
        Set<String> messages = arrivals.computeIfAbsent(stop, _ -> new HashSet<>());
        boolean first = messages.isEmpty();
        messages.add(message);
        if (!first) {
            repeats++;
        }
        return first;
    }

    boolean hasSeen(Stop stop, String message) {
        return arrivals(stop).contains(message);
    }

    private Set<String> arrivals(Stop stop) {
        return arrivals.getOrDefault(stop, Set.of());
    }

    private boolean isDue(Stop stop) {
        return switch (stop) {
            case FULFILMENT, ANALYTICS, LOYALTY -> true;
            case INVOICING -> order.payment() == Payment.INVOICE;
            case PARTNER -> toldByHttp;
        };
    }

    private Dispatch source(Stop stop) {
        return stop == Stop.LOYALTY ? event : release;
    }

    /** Raw delivery to a queue gives the message an id of its own, all others keep the sender's. */
    private static boolean idsAreKept(Stop stop) {
        return switch (stop) {
            case ANALYTICS, PARTNER, LOYALTY -> true;
            case FULFILMENT, INVOICING -> false;
        };
    }

    /** Whether everything has come there that was acknowledged to its sender. */
    boolean isComplete(Stop stop) {
        if (!isDue(stop)) {
            return true;
        }
        Set<String> sent = source(stop).acknowledged();
        Set<String> come = arrivals(stop);
        return !come.isEmpty()
                && (idsAreKept(stop) ? come.containsAll(sent) : come.size() >= sent.size());
    }

    /** Whether it has come to its end, as far as the business was there from the beginning. */
    boolean isServed() {
        return rejection != null
                || (accepted()
                        && cooked
                        && isComplete(Stop.FULFILMENT)
                        && isComplete(Stop.ANALYTICS)
                        && isComplete(Stop.INVOICING)
                        && isComplete(Stop.PARTNER));
    }

    boolean isReplayed() {
        return rejection != null || isComplete(Stop.LOYALTY);
    }

    History history() {
        List<String> found = new ArrayList<>(breaches);
        List<Stop> missing = new ArrayList<>();
        for (Stop stop : Stop.values()) {
            if (!isComplete(stop)) {
                missing.add(stop);
            }
            int come = arrivals(stop).size();
            int sent = source(stop).attempts();
            if (come > sent) {
                found.add("%d of it at %s, of %d sent".formatted(come, stop.word, sent));
            }
        }
        return new History(
                order.id(),
                order.store(),
                order.partner(),
                event.acknowledged().size(),
                rejection,
                sequence,
                turn,
                failures,
                cooked,
                Set.copyOf(arrivals.keySet()),
                phoned,
                missing,
                repeats,
                found);
    }
}
