package dev.antiphon.demo;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The book of all who deal with the middleware and do not know each other: what partners have sent,
 * what stores, drivers and the accounting system were asked for, and what came to those who
 * subscribed to events. It is kept outside of the middleware, so that it can judge it.
 *
 * <p>All methods may be called from any thread, and each happens at once. What is told of an order
 * that nobody placed is a stranger.
 */
final class Ledger {

    private final LongSupplier nanoTime;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<Stage, Integer> stages = new EnumMap<>(Stage.class);
    private final Map<Stop, Integer> told = new EnumMap<>(Stop.class);
    private final Set<Account> unserved = new HashSet<>();
    private final Set<Account> unreplayed = new HashSet<>();
    private final List<String> strangers = new ArrayList<>();
    private final Latency toStore = new Latency();
    private final Latency toRelease = new Latency();
    private int answered;
    private int received;
    private int second;
    private int accepted;
    private int failed;
    private int redriven;
    private int turnedAway;
    private int intruders;
    private int turns;
    private int repeats;
    private int progress;
    private long changes;

    private interface Entry {
        /** Returns whether it was new, and no repeat. */
        boolean write(Account account);
    }

    Ledger(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The partner wants it from now on; a second placement of the same id changes nothing. */
    synchronized void placed(Order order) {
        if (!accounts.containsKey(order.key())) {
            Account account = new Account(order, nanoTime.getAsLong());
            accounts.put(order.key(), account);
            stages.merge(account.stage(), 1, Integer::sum);
            unserved.add(account);
        }
        changed();
    }

    /** Before each request that carries it. */
    synchronized void sending(Order order) {
        account(order.key()).sent();
    }

    void acknowledged(Order order) {
        note(
                order.key(),
                account -> {
                    answered++;
                    if (account.acknowledged()) {
                        received++;
                    } else {
                        second++;
                    }
                    return true;
                });
    }

    /** The API will not have it, for a reason that no repetition changes. */
    void rejected(Order order, String why) {
        note(
                order.key(),
                account -> {
                    answered++;
                    account.rejected(why);
                    return true;
                });
    }

    /** A webhook with a wrong token was turned away. */
    synchronized void intruder() {
        intruders++;
        changed();
    }

    /** Its store is asked to make it, and does not. */
    void turnedAway(String order) {
        note(
                order,
                account -> {
                    account.turnedAway();
                    turnedAway++;
                    return true;
                });
    }

    void inStore(String order) {
        note(
                order,
                account -> {
                    boolean first = account.taken();
                    if (first && !account.wasDisturbed()) {
                        long now = nanoTime.getAsLong();
                        toStore.record(Duration.ofNanos(now - account.placedAt), now);
                    }
                    return first;
                });
    }

    /** Returns whether for the first time. */
    boolean driverRequested(String order, String token) {
        return note(order, account -> account.driverRequested(token));
    }

    void ready(String order) {
        note(
                order,
                account -> {
                    account.ready();
                    return true;
                });
    }

    /** Before each request that says so. */
    synchronized void callingBack(String order, CallBack with) {
        account(order).callingBack(with, nanoTime.getAsLong());
    }

    void understood(String order, CallBack with) {
        note(
                order,
                account -> {
                    account.understood(with);
                    return true;
                });
    }

    /** Analytics has an event in hand. */
    void analysed(OrderEvent event, Deliveries.Finding finding) {
        note(
                event,
                account -> {
                    boolean first = account.told(event, finding);
                    if (first && event.type() == OrderEvent.Type.ACCEPTED) {
                        accepted++;
                    }
                    return first;
                });
    }

    /** Somebody else has an event in hand. */
    void arrived(Stop stop, OrderEvent event, Deliveries.Finding finding) {
        note(event, account -> arrived(account, stop, event.id(), finding));
    }

    /** Somebody is told of an order by a request, which may come again. */
    void arrived(Stop stop, String order) {
        note(order, account -> arrived(account, stop, order, Deliveries.Finding.AGAIN));
    }

    private boolean arrived(Account account, Stop stop, String id, Deliveries.Finding finding) {
        boolean first = account.arrived(stop, id, finding);
        if (first) {
            told.merge(stop, 1, Integer::sum);
        }
        return first;
    }

    /** The fulfilment of a store has a release in hand. */
    void fulfilled(
            String store,
            OrderEvent event,
            @Nullable BigInteger sequenceNumber,
            Deliveries.Finding finding) {
        note(
                event,
                account -> {
                    if (!account.order.store().equals(store)) {
                        account.breach("came to the fulfilment of " + store);
                    }
                    boolean first = arrived(account, Stop.FULFILMENT, event.id(), finding);
                    if (first) {
                        account.turn(++turns, sequenceNumber);
                        Long called = account.calledAt();
                        if (called != null) {
                            long now = nanoTime.getAsLong();
                            toRelease.record(Duration.ofNanos(now - called), now);
                        }
                    }
                    return first;
                });
    }

    /** Loyalty has an event in hand that the archive kept for it. */
    void replayed(OrderEvent event, Deliveries.Finding finding) {
        note(
                event,
                account -> {
                    if (event.replay() == null) {
                        account.breach("came to loyalty without a replay");
                    }
                    return arrived(account, Stop.LOYALTY, event.id(), finding);
                });
    }

    /** Its workflow has failed and is a dead letter. */
    void failed(String order, String reason, Deliveries.Finding finding) {
        note(
                order,
                account -> {
                    account.failed(reason, finding);
                    if (finding == Deliveries.Finding.FIRST) {
                        failed++;
                    }
                    return finding == Deliveries.Finding.FIRST;
                });
    }

    /** Before each request that redrives its workflow. */
    void redriving(String order) {
        note(
                order,
                account -> {
                    account.redriving();
                    return true;
                });
    }

    /** The workflow of some order goes on. */
    synchronized void redriven() {
        redriven++;
        changed();
    }

    void givenUp(String order) {
        note(order, Account::giveUp);
    }

    /** Something that belongs to no order. */
    synchronized void stranger(String what) {
        strangers.add(what);
        changed();
    }

    private boolean note(OrderEvent event, Entry entry) {
        return note(
                event.order(),
                account -> {
                    if (!event.tells(account.order)) {
                        account.breach(event.type().word + " tells another order than was placed");
                    }
                    return entry.write(account);
                });
    }

    private synchronized boolean note(String order, Entry entry) {
        Account account = accounts.get(order);
        if (account == null) {
            stranger(order);
            return false;
        }
        Stage before = account.stage();
        boolean isNew = entry.write(account);
        if (isNew) {
            progress++;
        } else {
            repeats++;
        }
        Stage after = account.stage();
        stages.merge(before, -1, Integer::sum);
        stages.merge(after, 1, Integer::sum);
        settle(account, unserved, Account::isServed);
        settle(account, unreplayed, Account::isReplayed);
        changed();
        return isNew;
    }

    /** A late event can open again what seemed to be done. */
    private static void settle(Account account, Set<Account> open, Predicate<Account> done) {
        if (done.test(account)) {
            open.remove(account);
        } else {
            open.add(account);
        }
    }

    synchronized List<String> strangers() {
        return List.copyOf(strangers);
    }

    synchronized List<History> histories() {
        return accounts.values().stream().map(Account::history).toList();
    }

    synchronized Totals totals() {
        return new Totals(
                answered,
                received,
                second,
                accepted,
                stages,
                told,
                failed,
                redriven,
                turnedAway,
                intruders,
                repeats,
                unserved.size(),
                unreplayed.size(),
                progress,
                span(toStore),
                span(toRelease));
    }

    private Totals.Span span(Latency latency) {
        return new Totals.Span(latency.recent(nanoTime.getAsLong()), latency.total());
    }

    /** Waits until so many webhooks have their answer. */
    synchronized void awaitAnswered(int placements) throws InterruptedException {
        while (answered < placements) {
            wait();
        }
    }

    /** Waits for the next entry, at most so long. */
    synchronized void awaitChange(Duration patience) throws InterruptedException {
        long seen = changes;
        long deadline = System.nanoTime() + patience.toNanos();
        while (changes == seen) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    /** Of an order that we have placed ourselves. */
    private Account account(String order) {
        Account account = accounts.get(order);
        if (account == null) {
            throw new IllegalArgumentException("Nobody placed " + order);
        }
        return account;
    }
}
