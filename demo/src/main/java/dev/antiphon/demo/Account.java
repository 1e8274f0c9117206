package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order, as far as anybody outside the middleware saw it. The ledger guards it.
 */
final class Account {

    final Order order;
    final long placedAt;

    private final Map<OrderEvent.Type, Set<String>> told = new EnumMap<>(OrderEvent.Type.class);
    private final Map<Stop, Set<String>> arrivals = new EnumMap<>(Stop.class);
    private final Map<CallBack, Integer> callBacks = new EnumMap<>(CallBack.class);
    private final Set<CallBack> understood = new LinkedHashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private @Nullable String rejection;
    private @Nullable BigInteger sequence;
    private @Nullable Long calledAt;
    private int webhooks;
    private int acknowledged;
    private int redrives;
    private int repeats;
    private int turn;
    private boolean givenUp;
    private boolean inStore;
    private boolean turnedAway;
    private boolean ready;

    Account(Order order, long placedAt) {
        this.order = order;
        this.placedAt = placedAt;
    }

    // --- what happens ------------------------------------------------------------------------

    void sent() {
        webhooks++;
    }

    /** Returns whether for the first time. */
    boolean acknowledged() {
        return ++acknowledged == 1;
    }

    void rejected(String why) {
        rejection = why;
    }

    /** Its store was asked to make it and would not, or could not just now. */
    void turnedAway() {
        turnedAway = true;
    }

    /** Its store has taken it. Returns whether for the first time. */
    boolean taken() {
        boolean first = !inStore;
        inStore = true;
        if (!first) {
            repeats++;
        }
        if (hasEnded()) {
            breach("came to its store after its end");
        }
        return first;
    }

    /** A driver is wanted. Returns whether for the first time. */
    boolean driverRequested(String token) {
        boolean first = tokens.add(token);
        if (!first) {
            repeats++;
        } else if (tokens.size() > 1) {
            breach("wants two drivers");
        }
        if (!inStore) {
            breach("wants a driver before its store has it");
        }
        return first;
    }

    void ready() {
        ready = true;
    }

    void callingBack(CallBack with, long now) {
        callBacks.merge(with, 1, Integer::sum);
        if (calledAt == null) {
            calledAt = now;
        }
    }

    void understood(CallBack with) {
        if (!understood.add(with)) {
            breach("was resumed twice: " + with);
        }
    }

    /** Analytics has this event of it in hand. Returns whether for the first time. */
    boolean told(OrderEvent event, Deliveries.Finding finding) {
        Set<String> ids = told.computeIfAbsent(event.type(), _ -> new LinkedHashSet<>());
        return arrived(ids, event.id(), event.type().word, finding);
    }

    /**
     * Somebody else has word of it, by an event or a request. Returns whether for the first time.
     */
    boolean arrived(Stop stop, String id, Deliveries.Finding finding) {
        Set<String> ids = arrivals.computeIfAbsent(stop, _ -> new LinkedHashSet<>());
        return arrived(ids, id, "word to " + stop.word, finding);
    }

    private boolean arrived(
            Collection<String> ids, String id, String what, Deliveries.Finding finding) {
        switch (finding) {
            case FIRST, AGAIN -> {}
            case WHILE_HELD -> breach(what + " delivered while another consumer held it");
            case AFTER_DELETION -> breach(what + " came back after its deletion");
        }
        boolean first = ids.isEmpty();
        boolean known = !ids.add(id);
        if (known && finding == Deliveries.Finding.FIRST) {
            breach(what + " in two messages");
        }
        if (!first) {
            repeats++;
        }
        return first;
    }

    /** Fulfilment has it in hand: as the {@code number}-th of all orders. */
    void turn(int number, @Nullable BigInteger sequenceNumber) {
        turn = number;
        sequence = sequenceNumber;
    }

    void failed(String reason, Deliveries.Finding finding) {
        switch (finding) {
            case FIRST -> failures.add(reason);
            case AGAIN -> repeats++;
            case WHILE_HELD -> breach("dead letter delivered while another held it");
            case AFTER_DELETION -> breach("dead letter came back after its deletion");
        }
        if (failures.size() > redrives + 1) {
            breach("failed %d times and was redriven %d".formatted(failures.size(), redrives));
        }
    }

    void redriving() {
        redrives++;
    }

    /** It stays a dead letter. Returns whether that is new. */
    boolean giveUp() {
        boolean isNew = !givenUp;
        givenUp = true;
        return isNew;
    }

    void breach(String what) {
        breaches.add(what);
    }

    // --- what there is to say ----------------------------------------------------------------

    Stage stage() {
        OrderEvent.Type outcome = outcome();
        if (outcome != null) {
            return Stage.of(outcome);
        }
        if (givenUp) {
            return Stage.GIVEN_UP;
        }
        if (failures.size() > redrives) {
            return Stage.FAILED;
        }
        if (ready) {
            return Stage.WAITING;
        }
        if (inStore) {
            return Stage.COOKING;
        }
        if (told.containsKey(OrderEvent.Type.ACCEPTED)) {
            return Stage.ACCEPTED;
        }
        return acknowledged > 0 ? Stage.RECEIVED : Stage.SENT;
    }

    private boolean hasEnded() {
        return outcome() != null;
    }

    private OrderEvent.@Nullable Type outcome() {
        return OrderEvent.Type.OUTCOMES.stream().filter(told::containsKey).findFirst().orElse(null);
    }

    boolean wasDisturbed() {
        return turnedAway || !failures.isEmpty();
    }

    @Nullable Long calledAt() {
        return calledAt;
    }

    /** Whether it has come to its end, and everybody knows who was there from the beginning. */
    boolean isServed() {
        return rejection != null || (stage().isEnd() && missing(false).isEmpty());
    }

    boolean isReplayed() {
        return stage() != Stage.RELEASED || arrivals.containsKey(Stop.LOYALTY);
    }

    private List<Stop> due() {
        return switch (stage()) {
            case RELEASED ->
                    order.payment() == Payment.INVOICE
                            ? List.of(Stop.SUPPORT, Stop.FULFILMENT, Stop.INVOICING)
                            : List.of(Stop.SUPPORT, Stop.FULFILMENT);
            case REFUSED -> List.of(Stop.SUPPORT, Stop.PARTNER);
            case CANCELLED -> List.of(Stop.SUPPORT, Stop.STORE);
            case SENT, RECEIVED, ACCEPTED, COOKING, WAITING, FAILED, GIVEN_UP -> List.of();
        };
    }

    private List<Stop> missing(boolean atTheEnd) {
        List<Stop> missing = new ArrayList<>(due());
        if (atTheEnd && !isReplayed()) {
            missing.add(Stop.LOYALTY);
        }
        missing.removeIf(arrivals::containsKey);
        return missing;
    }

    /** What must not be, now that everything has come to rest. */
    private List<String> faults() {
        List<String> faults = new ArrayList<>(breaches);
        List<OrderEvent.Type> outcomes =
                OrderEvent.Type.OUTCOMES.stream().filter(told::containsKey).toList();
        if (outcomes.size() > 1) {
            faults.add("has two ends: " + outcomes);
        }
        told.forEach((type, ids) -> {
            if (ids.size() > 1) {
                faults.add("%d events %s".formatted(ids.size(), type.word));
            }
        });
        Stage stage = stage();
        if (stage.isEnd()) {
            faults.addAll(strayWord(stage));
            faults.addAll(wrongEnd(stage));
        }
        return faults;
    }

    /** Word of another end than the one it came to. */
    private List<String> strayWord(Stage stage) {
        List<String> faults = new ArrayList<>();
        OrderEvent.Type outcome = outcome();
        Set<String> events = outcome == null ? Set.of() : told.getOrDefault(outcome, Set.of());
        arrivals.forEach((stop, ids) -> {
            boolean wanted =
                    due().contains(stop) || (stop == Stop.LOYALTY && stage == Stage.RELEASED);
            boolean byEvent =
                    stop == Stop.SUPPORT || stop == Stop.FULFILMENT || stop == Stop.LOYALTY;
            if (!wanted) {
                faults.add("is %s, and came to %s".formatted(stage, stop.word));
            } else if (byEvent && !ids.equals(events)) {
                faults.add("another event came to " + stop.word);
            }
        });
        return faults;
    }

    /** An end that nobody has caused, or not the one that somebody was promised. */
    private List<String> wrongEnd(Stage stage) {
        List<String> faults = new ArrayList<>();
        boolean makes = !order.has(Menu.NOT_ON_IT) && !order.has(Menu.UNPRICED);
        boolean right =
                switch (stage) {
                    case RELEASED -> makes && inStore && callBacks.containsKey(CallBack.NEAR);
                    case CANCELLED -> makes && inStore && callBacks.containsKey(CallBack.CANCELLED);
                    case REFUSED -> !order.has(Menu.UNPRICED) && !inStore;
                    case GIVEN_UP -> !inStore && !failures.isEmpty();
                    case SENT, RECEIVED, ACCEPTED, COOKING, WAITING, FAILED -> false;
                };
        if (!right) {
            faults.add("is " + stage + ", and nobody wanted it to be");
        }
        if (understood.size() > 1
                || (understood.contains(CallBack.NEAR) && stage != Stage.RELEASED)
                || (understood.contains(CallBack.CANCELLED) && stage != Stage.CANCELLED)) {
            faults.add("is " + stage + ", and these were confirmed: " + understood);
        }
        return faults;
    }

    History history() {
        return new History(
                order,
                webhooks,
                acknowledged,
                rejection,
                stage(),
                sequence,
                turn,
                List.copyOf(failures),
                redrives,
                missing(true),
                repeats,
                faults());
    }
}
