package dev.antiphon.demo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The whole business, for as long as a list of orders lasts. In the middle is the middleware, on
 * the server; around it are all those who deal with it:
 *
 * <pre>
 *   partners --webhook--> HTTP API --> bus --> intake --> one workflow for each order
 *                        (authorizer)                       |  adapter     (function)
 *                                                           |  validation  (function) -no-> its partner
 *   failed workflows --> dead orders <-- operator           |  its store   (by HTTP)
 *                             '------ redrives -----------> |  driver      (waits for a token)
 *                                                           |    ^
 *   couriers <--HTTP-- bus <--- DriverRequested ------------'    |
 *      '------callback--> HTTP API --> callback (function) ------'
 *
 *   OrderReleased --> bus --> a FIFO queue for each store --> fulfilment
 *                      |----> topic --> analytics, support
 *                      |----> queue --> invoicing (function) --> accounting
 *                      '----> archive --> loyalty (replay, late)
 *
 *   schedule --> bell
 * </pre>
 */
final class Business implements AutoCloseable {

    private static final int ANALYSTS = 3;
    private static final int OFFICE_WORKERS = 2;

    /** When all is placed and nothing happens for so long, the rest is given up for lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What consumers held when the server died comes again after the timeout, to be absorbed. */
    private static final Duration LONGEST_CLEARANCE = Queue.VISIBILITY_TIMEOUT.multipliedBy(4);

    /** The shop closes that much after the last order. */
    private static final Duration LAST_CALL = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Clients clients;
    private final URI endpoint;
    private final List<Order> placements;
    private final double rate;
    private final News news;
    private final String secret = UUID.randomUUID().toString();
    private final Retry retry = new Retry(Thread::sleep);
    private final Crew crew = new Crew();
    private final Map<String, Partner> partners = new HashMap<>();
    private final Ledger ledger = new Ledger(System::nanoTime);
    private final Webhooks webhooks = new Webhooks(ledger, retry, secret);
    private final Neighbours neighbours = new Neighbours(ledger);
    private final Bell bell;
    private final Premises premises;
    private volatile boolean allPlaced;

    /**
     * @param endpoint of the server
     * @param run begins the names of all that it has on the server
     * @param placements the orders as they come, some of them twice
     * @param rate placements a second
     */
    Business(
            Clients clients,
            URI endpoint,
            String run,
            List<Order> placements,
            double rate,
            News news) {
        this.clients = clients;
        this.endpoint = endpoint;
        this.placements = placements;
        this.rate = rate;
        this.news = news;
        this.bell = new Bell(Instant::now, news);
        this.premises = new Premises(clients, run);
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

    int placements() {
        return placements.size();
    }

    /** Someone more who works until the end. */
    void hire(Crew.Task task) {
        crew.hire(task);
    }

    /** Has everything there that the business needs. */
    void open() throws InterruptedException {
        neighbours.open("/stores/", new PointOfSale(ledger, System::nanoTime));
        neighbours.open("/partners/", new PartnerDesk(ledger));
        neighbours.open("/drivers", new CourierDesk(ledger, webhooks, crew));
        neighbours.openToAll("/invoices/", new Accounting(ledger));
        List<String> stores = placements.stream().map(Order::store).distinct().sorted().toList();
        together(
                () -> premises.openFunctions(secret, neighbours.address()),
                () -> premises.openBus(stores));
        together(
                () -> webhooks.callAt(premises.openWorkflows(endpoint, neighbours.address())),
                new Rehearsal(premises.functions(), crew)::perform);
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
        queues.stores().forEach((store, queue) -> hire(1, queue, new Fulfilment(ledger, store)));
        hire(ANALYSTS, queues.get(Queues.Name.ANALYTICS), new Analytics(ledger));
        hire(OFFICE_WORKERS, queues.get(Queues.Name.SUPPORT), new Support(ledger));
        hire(1, queues.get(Queues.Name.BELL), bell);
        Operator operator =
                new Operator(
                        clients.states(),
                        premises.functions(),
                        inbox(queues.get(Queues.Name.DEAD_ORDERS)),
                        retry,
                        ledger,
                        news);
        crew.hire(() -> operator.work(placements.size()));
        crew.hire(this::placeAll);
        await(totals -> allPlaced && totals.served(placements.size()) && bell.hasRung());

        news.tell("Loyalty joins and has the day's releases replayed from the archive");
        premises.letLoyaltyJoin();
        hire(OFFICE_WORKERS, queues.get(Queues.Name.LOYALTY), new Loyalty(ledger));
        await(totals -> totals.unreplayed() == 0);
        news.tell("All is done: the queues must be empty, and every workflow's history true");
        awaitEmptyQueues();
        List<History> histories = ledger.histories();
        Queues.Depths left = retry.untilAnswered(queues::depths);
        return Reconciliation.of(
                histories,
                ledger.totals(),
                bell.account(),
                premises.workflows()
                        .judge(histories.stream().filter(History::onTheBus).toList(), retry),
                ledger.strangers(),
                left);
    }

    private void hire(int workers, Queue queue, Reader reader) {
        Inbox inbox = inbox(queue);
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
            partners.computeIfAbsent(order.partner(), _ -> new Partner(webhooks, crew))
                    .order(order);
        }
        allPlaced = true;
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
            if (!allPlaced || totals.progress() > progress) {
                progress = totals.progress();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                news.tell("Nothing has moved for %d s".formatted(PATIENCE.toSeconds()));
                return;
            }
            ledger.awaitChange(LOOK);
        }
    }

    private void awaitEmptyQueues() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CLEARANCE.toNanos();
        while (retry.untilAnswered(premises.queues()::depths).sum().all() > 0
                && System.nanoTime() - deadline < 0) {
            crew.check();
            Thread.sleep(LOOK);
        }
    }

    /** Sends everybody home; what is on the server stays as it is. */
    @Override
    public void close() {
        crew.close();
        webhooks.close();
        neighbours.close();
    }
}
