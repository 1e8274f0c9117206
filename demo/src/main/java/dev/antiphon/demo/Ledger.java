package dev.antiphon.demo;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The book of the business, keyed by order id: what was placed, accepted, cooked and released. It
 * makes the consumers idempotent: cooking and handing over happen by writing them here, once, as an
 * application would do with a unique key in its database. Queues deliver at least once, so a second
 * delivery finds the entry and is absorbed.
 *
 * <p>All methods may be called from any thread, and each happens at once.
 */
final class Ledger {

    /**
     * Counts at one moment.
     *
     * @param answered placements that the queue answered, duplicates among them
     * @param failing orders that failed in a kitchen and are not cooked yet
     * @param oldestUncooked age of the oldest order that no kitchen has cooked, failing ones apart
     * @param oldestUnreleased age of the oldest cooked order that was not handed over
     * @param oldestFailing age of the oldest order that waits for the repair
     */
    record Totals(
            int placed,
            int answered,
            int accepted,
            int rejected,
            int refused,
            int cooked,
            int released,
            int failing,
            int repeats,
            Duration oldestUncooked,
            Duration oldestUnreleased,
            Duration oldestFailing,
            Latency.Percentiles recent,
            Latency.Percentiles overall) {

        /** Whether so many placements are answered and all orders have come to their end. */
        boolean settled(int placements) {
            return answered >= placements && released + rejected >= placed;
        }

        /** Grows with every step that an order makes for the first time. */
        int progress() {
            return answered + cooked + released;
        }
    }

    /** Within it a FIFO queue must refuse a second message of the same deduplication id. */
    private static final Duration DEDUPLICATION_INTERVAL = Duration.ofMinutes(5);

    private static final class Entry {
        final Order order;
        final long placedAt;
        final List<String> breaches = new ArrayList<>();
        @Nullable String messageId;
        @Nullable BigInteger acceptance;
        @Nullable String rejection;
        int turn;
        int failures;
        boolean cooked;
        boolean released;
        int refused;
        int repeats;

        Entry(Order order, long placedAt) {
            this.order = order;
            this.placedAt = placedAt;
        }

        boolean failing() {
            return failures > 0 && !cooked;
        }

        void delivered(String what, Deliveries.Finding finding) {
            switch (finding) {
                case FIRST, AGAIN -> {}
                case WHILE_HELD -> breaches.add(what + " delivered while another consumer held it");
                case AFTER_DELETION -> breaches.add(what + " came back after its deletion");
            }
        }

        History history() {
            return new History(
                    order.id(),
                    order.store(),
                    order.partner(),
                    acceptance,
                    rejection,
                    turn,
                    failures,
                    cooked,
                    released,
                    refused,
                    repeats,
                    List.copyOf(breaches));
        }
    }

    private final LongSupplier nanoTime;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** In the order of placement, so that the oldest of every kind is found near the beginning. */
    private final Map<String, Entry> unreleased = new LinkedHashMap<>();

    private final List<String> strangers = new ArrayList<>();
    private final Latency latency = new Latency();
    private int turns;
    private int answered;
    private int accepted;
    private int rejected;
    private int refused;
    private int cooked;
    private int released;
    private int repeats;
    private long changes;

    Ledger(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The partner wants it from now on; a second placement of the same id changes nothing. */
    synchronized void placed(Order order) {
        if (!entries.containsKey(order.id())) {
            Entry entry = new Entry(order, nanoTime.getAsLong());
            entries.put(order.id(), entry);
            unreleased.put(order.id(), entry);
        }
        changed();
    }

    /** The queue acknowledged a placement. It refuses a duplicate by naming the first message. */
    synchronized void accepted(String orderId, String messageId, BigInteger sequenceNumber) {
        Entry entry = entry(orderId);
        answered++;
        if (entry.messageId == null) {
            entry.messageId = messageId;
            entry.acceptance = sequenceNumber;
            accepted++;
        } else if (entry.messageId.equals(messageId)) {
            entry.refused++;
            refused++;
        } else if (deduplicates(entry)) {
            entry.breaches.add("accepted twice within the deduplication interval");
        }
        changed();
    }

    /** The queue will not have it, for a reason that no repetition changes. */
    synchronized void rejected(String orderId, String why) {
        Entry entry = entry(orderId);
        answered++;
        if (entry.rejection == null) {
            entry.rejection = why;
            rejected++;
        }
        changed();
    }

    /** A kitchen has it in hand. False if nobody placed such an order: there is nothing to cook. */
    synchronized boolean inKitchen(Order order, Deliveries.Finding finding) {
        Entry entry = entries.get(order.id());
        if (entry == null) {
            stranger(Json.write(order));
            return false;
        }
        if (!entry.order.equals(order)) {
            entry.breaches.add("changed on its way to the kitchen");
        }
        entry.delivered("order", finding);
        // An order that had failed may have become a dead letter although it was cooked at last,
        // when the answer to its
        // deletion was lost; moved back, it is a new message.
        if (entry.cooked
                && entry.failures == 0
                && finding == Deliveries.Finding.FIRST
                && deduplicates(entry)) {
            entry.breaches.add("a second message of it came to the kitchens");
        }
        if (entry.turn == 0) {
            entry.turn = ++turns;
        }
        return true;
    }

    synchronized void cooked(String orderId) {
        Entry entry = entry(orderId);
        if (entry.cooked) {
            absorb(entry);
        } else {
            entry.cooked = true;
            cooked++;
        }
        changed();
    }

    synchronized void failed(String orderId) {
        entry(orderId).failures++;
        changed();
    }

    /** The partner has it in hand. */
    synchronized void released(Release release, Deliveries.Finding finding) {
        Entry entry = entries.get(release.order());
        if (entry == null) {
            stranger(Json.write(release));
            return;
        }
        if (!Release.of(entry.order).equals(release)) {
            entry.breaches.add("changed on its way from the kitchen");
        }
        entry.delivered("release", finding);
        if (entry.released) {
            absorb(entry);
        } else {
            entry.released = true;
            released++;
            unreleased.remove(release.order());
            if (entry.failures == 0) {
                // An order that waited for the repair would tell how long the repair took.
                latency.record(age(entry), nanoTime.getAsLong());
            }
        }
        changed();
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
        return entries.values().stream().map(Entry::history).toList();
    }

    synchronized Totals totals() {
        return new Totals(
                entries.size(),
                answered,
                accepted,
                rejected,
                refused,
                cooked,
                released,
                (int) unreleased.values().stream().filter(Entry::failing).count(),
                repeats,
                oldest(entry -> !entry.cooked && !entry.failing()),
                oldest(entry -> entry.cooked),
                oldest(Entry::failing),
                latency.recent(nanoTime.getAsLong()),
                latency.total());
    }

    /** Waits until so many placements have their answer from the queue. */
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

    private void absorb(Entry entry) {
        entry.repeats++;
        repeats++;
    }

    private boolean deduplicates(Entry entry) {
        return age(entry).compareTo(DEDUPLICATION_INTERVAL) < 0;
    }

    private Duration oldest(Predicate<Entry> which) {
        return unreleased.values().stream()
                .filter(which)
                .findFirst()
                .map(this::age)
                .orElse(Duration.ZERO);
    }

    private Duration age(Entry entry) {
        return Duration.ofNanos(nanoTime.getAsLong() - entry.placedAt);
    }

    private Entry entry(String orderId) {
        Entry entry = entries.get(orderId);
        if (entry == null) {
            throw new IllegalArgumentException("Nobody placed " + orderId);
        }
        return entry;
    }
}
