package dev.antiphon.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The whole business, for as long as a list of orders lasts:
 *
 * <pre>
 *                 .--> workflows, one for each order <--> stores, drivers
 *                 |
 *   partners --> bus --> orders.fifo --> kitchens --> topic --> fulfilment
 *                 |         |    ^                      |-----> analytics
 *                 |  poison v    | move task,           |-----> invoicing  (paid by invoice)
 *                 |  dead-orders.fifo  after repair     '-----> webhook    (one partner, by HTTP)
 *                 v                                                | not taken
 *              archive --> loyalty                                 v
 *                     (replay, late)                  dead-releases --> telephone
 *
 *   schedule --> bell
 * </pre>
 */
final class Business implements AutoCloseable {

    private static final int KITCHENS = 8;
    private static final int FULFILMENT_WORKERS = 4;
    private static final int OFFICE_WORKERS = 2;
    private static final int RIDE_WORKERS = 4;

    /** When all is placed and nothing happens for so long, the rest is given up for lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What consumers held when the server died comes again after the timeout, to be absorbed. */
    private static final Duration LONGEST_CLEARANCE = Queue.VISIBILITY_TIMEOUT.multipliedBy(4);

    /** The shop closes that much after the last order. */
    private static final Duration LAST_CALL = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Clients clients;
    private final String run;
    private final List<Order> placements;
    private final double rate;
    private final News news;
    private final Retry retry = new Retry(Thread::sleep);
    private final Recipes recipes = new Recipes();
    private final Crew crew = new Crew();
    private final Map<String, Partner> partners = new HashMap<>();
    private final String toldByHttp;
    private final Ledger ledger;
    private final Bell bell;
    private final Premises premises;
    private final Webhook webhook;
    private final Rides rides;
    private volatile boolean allPlaced;

    /**
     * @param run begins the names of all that it has on the server
     * @param placements the orders as they come, some of them twice
     * @param rate placements a second
     */
    Business(Clients clients, String run, List<Order> placements, double rate, News news) {
        this.clients = clients;
        this.run = run;
        this.placements = placements;
        this.rate = rate;
        this.news = news;
        this.toldByHttp = Order.secondPartner(placements);
        this.ledger = new Ledger(System::nanoTime, toldByHttp);
        this.bell = new Bell(Instant::now, news);
        this.premises = new Premises(clients, run);
        this.webhook = new Webhook(ledger);
        this.rides = new Rides(new Answers(clients.states(), retry));
    }

    Ledger ledger() {
        return ledger;
    }

    Retry retry() {
        return retry;
    }

    Premises premises() {
        return premises;
    }

    Rides.Count rides() {
        return rides.count();
    }

    String toldByHttp() {
        return toldByHttp;
    }

    int placements() {
        return placements.size();
    }

    /** Someone more who works until the end. */
    void hire(Crew.Task task) {
        crew.hire(task);
    }

    /** Has everything there that the business needs. */
    void open() throws InterruptedException {
        List<String> stores = placements.stream().map(Order::store).distinct().sorted().toList();
        together(
                () -> premises.openTopic(toldByHttp, webhook.address()),
                () -> premises.openBus(stores),
                this::rehearse);
        webhook.awaitConfirmed();
    }

    private void rehearse() throws InterruptedException {
        try (Rehearsal rehearsal = new Rehearsal(clients, retry, run)) {
            rehearsal.perform();
        }
    }

    /** Has all of it done at once. */
    private void together(Crew.Task... tasks) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(tasks.length);
        for (Crew.Task task : tasks) {
            crew.hire(() -> {
                task.work();
                left.countDown();
            });
        }
        while (!left.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            crew.check();
        }
    }

    /** Works off all orders and judges. */
    Reconciliation work() throws InterruptedException {
        Queues queues = premises.queues();
        Inbox orders = inbox(queues.get(Queues.Name.ORDERS));
        Outbox<Release> releases = new Outbox<>(premises.topic(), retry, ledger.releases());
        for (int i = 0; i < KITCHENS; i++) {
            crew.hire(new Kitchen(orders, releases, ledger, recipes)::work);
        }
        hire(FULFILMENT_WORKERS, Queues.Name.FULFILMENT, new Fulfilment(ledger));
        hire(OFFICE_WORKERS, Queues.Name.ANALYTICS, new Analytics(ledger));
        hire(OFFICE_WORKERS, Queues.Name.INVOICING, new Invoicing(ledger));
        hire(1, Queues.Name.DEAD_RELEASES, new Telephone(ledger));
        hire(1, Queues.Name.BELL, bell);
        hire(RIDE_WORKERS, Queues.Name.STORES, rides.stores());
        hire(RIDE_WORKERS, Queues.Name.DRIVERS, rides.drivers());
        Repair repair =
                new Repair(queues.get(Queues.Name.DEAD_ORDERS), retry, ledger, recipes, news);
        crew.hire(() -> repair.work(placements.size()));
        crew.hire(this::placeAll);
        await(totals ->
                allPlaced
                        && totals.served(placements.size())
                        && rides.fetched() >= totals.accepted()
                        && bell.hasRung());

        news.tell("Loyalty joins and has the day's orders replayed from the archive");
        premises.letLoyaltyJoin();
        hire(OFFICE_WORKERS, Queues.Name.LOYALTY, new Loyalty(ledger));
        await(totals -> totals.unreplayed() == 0);
        news.tell("All is done: the queues must be empty, and every workflow's history true");
        int left = awaitEmptyQueues();
        List<History> histories = ledger.histories();
        return Reconciliation.of(
                histories,
                ledger.totals(),
                bell.account(),
                premises.workflows().judge(onTheBus(histories), retry),
                ledger.strangers(),
                left);
    }

    private static List<String> onTheBus(List<History> orders) {
        return orders.stream().filter(order -> order.accepted() > 0).map(History::id).toList();
    }

    private void hire(int workers, Queues.Name queue, Reader reader) {
        Inbox inbox = inbox(premises.queues().get(queue));
        for (int i = 0; i < workers; i++) {
            crew.hire(new Consumer(inbox, ledger, reader)::work);
        }
    }

    /** Keeps the rate whatever the answers do: an order is late from when it was wanted. */
    private void placeAll() throws InterruptedException {
        Duration day = Duration.ofNanos((long) (placements.size() / rate * 1e9));
        Instant last = Instant.now().plus(day).plus(LAST_CALL);
        bell.expect(retry.untilAnswered(() -> premises.closeAfter(last)));
        long start = System.nanoTime();
        for (int i = 0; i < placements.size(); i++) {
            Duration due = Duration.ofNanos((long) (i / rate * 1e9) - (System.nanoTime() - start));
            if (due.isPositive()) {
                Thread.sleep(due);
            }
            Order order = placements.get(i);
            ledger.placed(order);
            partners.computeIfAbsent(order.partner(), _ -> hirePartner()).order(order);
        }
        allPlaced = true;
    }

    private Partner hirePartner() {
        Partner partner = new Partner(new Outbox<>(premises.bus(), retry, ledger.orders()));
        crew.hire(partner::work);
        return partner;
    }

    private Inbox inbox(Queue queue) {
        Deliveries deliveries = new Deliveries(Queue.VISIBILITY_TIMEOUT);
        return new Inbox(queue, retry, deliveries, System::nanoTime);
    }

    /** Returns when it is so, or when nothing moves any more. */
    private void await(Predicate<Totals> end) throws InterruptedException {
        int progress = 0;
        long since = System.nanoTime();
        while (true) {
            crew.check();
            Totals totals = ledger.totals();
            if (end.test(totals)) {
                return;
            }
            if (!allPlaced || totals.progress() + rides.fetched() > progress) {
                progress = totals.progress() + rides.fetched();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                news.tell("Nothing has moved for %d s".formatted(PATIENCE.toSeconds()));
                return;
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
        return retry.untilAnswered(premises.queues()::depths).sum().all();
    }

    /** Sends everybody home; what is on the server stays as it is. */
    @Override
    public void close() {
        crew.close();
        webhook.close();
    }
}
