package dev.antiphon.demo;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The book of the business, keyed by order id: what was placed, accepted and cooked, and where its
 * release and its event came by. It makes the consumers idempotent: cooking and handing over happen
 * by writing them here, once, as an application would do with a unique key in its database. Queues
 * deliver at least once, so a second delivery finds the entry and is absorbed.
 *
 * <p>All methods may be called from any thread, and each happens at once.
 */
final class Ledger {

    /** Within it a FIFO queue must drop a second message of the same content. */
    private static final Duration DEDUPLICATION_INTERVAL = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final String toldByHttp;
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    private final Backlog backlog = new Backlog();
    private final Map<Stop, Integer> reached = new EnumMap<>(Stop.class);
    private final List<String> strangers = new ArrayList<>();
    private final Latency latency = new Latency();
    private int turns;
    private int answered;
    private int accepted;
    private int second;
    private int cooked;
    private int calledAgain;
    private int phoned;
    private int repeats;
    private long changes;

    /**
     * @param toldByHttp the partner whose endpoint gets its releases
     */
    Ledger(LongSupplier nanoTime, String toldByHttp) {
        this.nanoTime = nanoTime;
        this.toldByHttp = toldByHttp;
    }

    /** The partner wants it from now on; a second placement of the same id changes nothing. */
    synchronized void placed(Order order) {
        if (!accounts.containsKey(order.id())) {
            boolean http = order.partner().equals(toldByHttp);
            Account account = new Account(order, nanoTime.getAsLong(), http);
            accounts.put(order.id(), account);
            backlog.placed(account);
        }
        changed();
    }

    /** The books of what goes to the bus. */
    Outbox.Register<Order> orders() {
        return new Outbox.Register<>() {
            @Override
            public void attempted(Order order) {
                synchronized (Ledger.this) {
                    account(order.id()).event.attempted();
                }
            }

            @Override
            public void accepted(Order order, String id) {
                acceptedByBus(order.id(), id);
            }

            @Override
            public void rejected(Order order, String why) {
                rejectedByBus(order.id(), why);
            }
        };
    }

    /** The books of what goes to the topic. */
    Outbox.Register<Release> releases() {
        return new Outbox.Register<>() {
            @Override
            public void attempted(Release release) {
                synchronized (Ledger.this) {
                    account(release.order()).release.attempted();
                }
            }

            @Override
            public void accepted(Release release, String id) {
                synchronized (Ledger.this) {
                    Account account = account(release.order());
                    account.release.acknowledged(id);
                    backlog.settle(account);
                    changed();
                }
            }

            @Override
            public void rejected(Release release, String why) {
                throw new DemoException(
                        "The release of " + release.order() + " is rejected: " + why);
            }
        };
    }

    private synchronized void acceptedByBus(String orderId, String eventId) {
        Account account = account(orderId);
        answered++;
        if (account.accepted()) {
            second++;
        } else {
            accepted++;
        }
        account.event.acknowledged(eventId);
        backlog.settle(account);
        changed();
    }

    /** The bus will not have it, for a reason that no repetition changes. */
    private synchronized void rejectedByBus(String orderId, String why) {
        Account account = account(orderId);
        answered++;
        account.rejected(why);
        backlog.settle(account);
        changed();
    }

    /** A kitchen has it in hand. False if nobody placed such an order: there is nothing to cook. */
    synchronized boolean inKitchen(
            Order order, @Nullable BigInteger sequenceNumber, Deliveries.Finding finding) {
        Account account = accounts.get(order.id());
        if (account == null) {
            stranger(Json.write(order));
            return false;
        }
        if (!account.order.equals(order)) {
            account.breach("changed on its way to the kitchen");
        }
        account.delivered("order", finding);
        // An order that had failed may have become a dead letter although it was cooked at last,
        // when the answer to its deletion was lost; moved back, it is a new message.
        if (account.isCooked()
                && !account.hasFailed()
                && finding == Deliveries.Finding.FIRST
                && age(account).compareTo(DEDUPLICATION_INTERVAL) < 0) {
            account.breach("a second message of it came to the kitchens");
        }
        if (!account.hadItsTurn()) {
            account.turn(++turns, sequenceNumber);
        }
        return true;
    }

    synchronized void cooked(String orderId) {
        Account account = account(orderId);
        if (account.cook()) {
            cooked++;
        } else {
            repeats++;
        }
        backlog.settle(account);
        changed();
    }

    synchronized void failed(String orderId) {
        account(orderId).failed();
        changed();
    }

    /** A subscriber of the topic has it in hand. */
    synchronized void released(
            Stop stop, Release release, String messageId, Deliveries.Finding finding) {
        Account account = accounts.get(release.order());
        if (account == null) {
            stranger(Json.write(release));
            return;
        }
        if (!Release.of(account.order).equals(release)) {
            account.breach("changed on its way to " + stop.word);
        }
        arrived(account, stop, messageId, finding);
    }

    /** The partner took it by HTTP, where every message may come more than once. */
    synchronized void told(Release release, String messageId) {
        released(Stop.PARTNER, release, messageId, Deliveries.Finding.AGAIN);
    }

    /** The partner's endpoint is called once more for a message that it did not take before. */
    synchronized void calledAgain() {
        calledAgain++;
        changed();
    }

    /** The partner was told by telephone, since its endpoint would not take it. */
    synchronized void phoned(Release release, String messageId, Deliveries.Finding finding) {
        Account account = accounts.get(release.order());
        if (account != null && account.phone()) {
            phoned++;
        }
        released(Stop.PARTNER, release, messageId, finding);
    }

    /** Loyalty has an event in hand that the archive kept for it. */
    synchronized void replayed(OrderPlaced event, Deliveries.Finding finding) {
        Account account = accounts.get(event.order().id());
        if (account == null) {
            stranger(Json.write(event));
            return;
        }
        if (!account.order.equals(event.order())) {
            account.breach("changed in the archive");
        }
        if (event.replay() == null) {
            account.breach("came to loyalty without a replay");
        }
        arrived(account, Stop.LOYALTY, event.id(), finding);
    }

    private void arrived(Account account, Stop stop, String messageId, Deliveries.Finding finding) {
        account.delivered("message to " + stop.word, finding);
        if (finding == Deliveries.Finding.FIRST && account.hasSeen(stop, messageId)) {
            account.breach("came to " + stop.word + " in two messages");
        }
        if (!account.arrived(stop, messageId)) {
            repeats++;
        } else {
            reached.merge(stop, 1, Integer::sum);
            if (stop == Stop.FULFILMENT) {
                handedOver(account);
            }
        }
        backlog.settle(account);
        changed();
    }

    private void handedOver(Account account) {
        backlog.released(account);
        if (!account.hasFailed()) {
            // An order that waited for the repair would tell how long the repair took.
            latency.record(age(account), nanoTime.getAsLong());
        }
    }

    /** A message that belongs to no order. */
    synchronized void stranger(String body) {
        strangers.add(body);
        changed();
    }

    synchronized List<String> strangers() {
        return List.copyOf(strangers);
    }

    synchronized List<History> histories() {
        return accounts.values().stream().map(Account::history).toList();
    }

    private int reached(Stop stop) {
        return reached.getOrDefault(stop, 0);
    }

    synchronized Totals totals() {
        return new Totals(
                answered,
                accepted,
                second,
                cooked,
                reached(Stop.FULFILMENT),
                reached(Stop.ANALYTICS),
                reached(Stop.INVOICING),
                reached(Stop.PARTNER) - phoned,
                calledAgain,
                phoned,
                reached(Stop.LOYALTY),
                backlog.failing(),
                repeats,
                backlog.unserved(),
                backlog.unreplayed(),
                oldest(account -> !account.isCooked() && !account.isFailing()),
                oldest(Account::isCooked),
                oldest(Account::isFailing),
                latency.recent(nanoTime.getAsLong()),
                latency.total());
    }

    /** Waits until so many placements have their answer from the bus. */
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

    private Duration oldest(Predicate<Account> which) {
        Account oldest = backlog.oldest(which);
        return oldest == null ? Duration.ZERO : age(oldest);
    }

    private Duration age(Account account) {
        return Duration.ofNanos(nanoTime.getAsLong() - account.placedAt);
    }

    private Account account(String orderId) {
        Account account = accounts.get(orderId);
        if (account == null) {
            throw new IllegalArgumentException("Nobody placed " + orderId);
        }
        return account;
    }
}
