package dev.antiphon.demo;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The whole business, for as long as a list of orders lasts:
 *
 * <pre>
 *   partners --> orders.fifo --> kitchens --> releases --> fulfilment
 *                   |    ^
 *         (poison)  v    |  (move task, after the repair)
 *              dead-orders.fifo
 * </pre>
 */
final class Business implements AutoCloseable {

    private static final int KITCHENS = 8;
    private static final int FULFILMENT_WORKERS = 4;
    private static final int REHEARSALS = 50;

    /** When all is placed and nothing happens for so long, the rest is given up for lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What consumers held when the server died comes again after the timeout, to be absorbed. */
    private static final Duration LONGEST_CLEARANCE = Queues.VISIBILITY_TIMEOUT.multipliedBy(4);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final SqsClient sqs;
    private final List<Order> placements;
    private final double rate;
    private final News news;
    private final Retry retry = new Retry(Thread::sleep);
    private final Ledger ledger = new Ledger(System::nanoTime);
    private final Recipes recipes = new Recipes();
    private final Crew crew = new Crew();
    private final Map<String, Partner> partners = new HashMap<>();
    private final Queues queues;
    private volatile boolean allPlaced;

    /**
     * @param run begins the names of the queues
     * @param placements the orders as they come, some of them twice
     * @param rate placements a second
     */
    Business(SqsClient sqs, String run, List<Order> placements, double rate, News news)
            throws InterruptedException {
        this.sqs = sqs;
        this.placements = placements;
        this.rate = rate;
        this.news = news;
        this.queues = retry.untilAnswered(() -> Queues.create(sqs, run));
    }

    Ledger ledger() {
        return ledger;
    }

    Retry retry() {
        return retry;
    }

    Queues queues() {
        return queues;
    }

    int placements() {
        return placements.size();
    }

    /** Someone more who works until the end. */
    void hire(Crew.Task task) {
        crew.hire(task);
    }

    /** Works off all orders and judges. */
    Reconciliation run() throws InterruptedException {
        Inbox orders = inbox(queues.orders());
        Inbox releases = inbox(queues.releases());
        Outbox released = new Outbox(sqs, queues.releases(), retry, new ReleaseRegister());
        rehearse(released, releases);
        for (int i = 0; i < KITCHENS; i++) {
            crew.hire(new Kitchen(orders, released, ledger, recipes)::work);
        }
        for (int i = 0; i < FULFILMENT_WORKERS; i++) {
            crew.hire(new Fulfilment(releases, ledger)::work);
        }
        Repair repair = new Repair(sqs, queues, retry, ledger, recipes, news);
        crew.hire(() -> repair.work(placements.size()));
        crew.hire(this::placeAll);

        int left = awaitSettled() ? awaitEmptyQueues() : messagesLeft();
        return Reconciliation.of(ledger.histories(), ledger.strangers(), left);
    }

    /**
     * Sends some messages through the last queue before anybody works. The first requests of a
     * process spend their time on loading classes, which would pass for the latency of an order.
     */
    private static void rehearse(Outbox outbox, Inbox inbox) throws InterruptedException {
        Outbox.Letter letter = new Outbox.Letter("rehearsal", "rehearsal", "rehearsal", null);
        int sent = 0;
        int received = 0;
        while (received < REHEARSALS) {
            if (sent <= received) {
                outbox.send(List.of(letter));
                sent++;
            }
            List<Inbox.Delivery> deliveries = inbox.receive();
            inbox.delete(deliveries);
            received += deliveries.size();
        }
    }

    /** Keeps the rate whatever the answers do: an order is late from when it was wanted. */
    private void placeAll() throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < placements.size(); i++) {
            Duration due = Duration.ofNanos((long) (i / rate * 1e9) - (System.nanoTime() - start));
            if (due.isPositive()) {
                Thread.sleep(due);
            }
            Order order = placements.get(i);
            ledger.placed(order);
            partners.computeIfAbsent(order.partner(), name -> hirePartner()).order(order);
        }
        allPlaced = true;
    }

    private Partner hirePartner() {
        Partner partner = new Partner(new Outbox(sqs, queues.orders(), retry, new OrderRegister()));
        crew.hire(partner::work);
        return partner;
    }

    private Inbox inbox(String queueUrl) {
        Deliveries deliveries = new Deliveries(Queues.VISIBILITY_TIMEOUT);
        return new Inbox(sqs, queueUrl, retry, deliveries, System::nanoTime);
    }

    /** False if it had to give up. */
    private boolean awaitSettled() throws InterruptedException {
        int progress = 0;
        long since = System.nanoTime();
        while (true) {
            crew.check();
            Ledger.Totals totals = ledger.totals();
            if (allPlaced && totals.settled(placements.size())) {
                return true;
            }
            if (!allPlaced || totals.progress() > progress) {
                progress = totals.progress();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                news.tell("Nothing has moved for %d s".formatted(PATIENCE.toSeconds()));
                return false;
            }
            ledger.awaitChange(LOOK);
        }
    }

    private int awaitEmptyQueues() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CLEARANCE.toNanos();
        int left = messagesLeft();
        while (left > 0 && System.nanoTime() - deadline < 0) {
            crew.check();
            Thread.sleep(LOOK);
            left = messagesLeft();
        }
        return left;
    }

    private int messagesLeft() throws InterruptedException {
        return retry.untilAnswered(queues::depths).all();
    }

    /** Sends everybody home; the queues stay as they are. */
    @Override
    public void close() {
        crew.close();
    }

    private final class OrderRegister implements Outbox.Register {
        @Override
        public void accepted(Outbox.Letter letter, String messageId, BigInteger sequenceNumber) {
            ledger.accepted(letter.subject(), messageId, sequenceNumber);
        }

        @Override
        public void rejected(Outbox.Letter letter, String why) {
            ledger.rejected(letter.subject(), why);
        }
    }

    private static final class ReleaseRegister implements Outbox.Register {
        @Override
        public void accepted(Outbox.Letter letter, String messageId, BigInteger sequenceNumber) {
            // What counts is that the partner hears of it.
        }

        @Override
        public void rejected(Outbox.Letter letter, String why) {
            throw new DemoException("The release of " + letter.subject() + " is rejected: " + why);
        }
    }
}
