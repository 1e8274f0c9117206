package dev.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Observers;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registrations;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A bank on the engine: accounts spread over the partitions, transfers through the outbox, interest
 * by timers. Whatever crashes, no money may appear or vanish, a confirmed transfer is never undone,
 * and what a shard derived equals the rows.
 */
final class Bank implements Scenario {
    static final Table<String, Long> ACCOUNTS =
            Table.of(200, "accounts", Family.STATE, KeyCodec.TEXT, RowCodec.NUMBER).publish();

    /** Transfers booked, by account and id: written at both ends. */
    static final Table<String, Long> BOOKINGS =
            Table.of(201, "bookings", Family.LOG, KeyCodec.TEXT, RowCodec.NUMBER);

    /** Soft rows without a meaning. */
    static final Table<String, Long> NOTES =
            Table.of(202, "notes", Family.STATE, KeyCodec.TEXT, RowCodec.NUMBER).soft();

    static final ParcelKind<byte[]> MONEY = ParcelKind.ofBytes("bank");
    static final ParcelKind<byte[]> CHAIN = ParcelKind.ofBytes("chain");

    static final ShardKey<Totals> TOTALS = new ShardKey<>("bank", Totals::new);

    private static final int ACCOUNT_COUNT = 12;
    private static final long OPENING = 1_000;

    /** The sum of the accounts of a partition, and the accounts themselves: all derived. */
    static final class Totals implements Shard {
        final Map<String, Long> balances = new TreeMap<>();
        final List<String> events = new ArrayList<>();

        /** Whether what it is told is of use to it. */
        boolean interested = true;

        @Override
        public void observe(Observers observers) {
            observeNotes(observers);
            observers.follow(
                    ACCOUNTS,
                    new RowObserver<>() {
                        @Override
                        public void put(String key, Long value) {
                            balances.put(key, value);
                            observers.signal(key, 1);
                        }

                        @Override
                        public void deleted(String key) {
                            balances.remove(key);
                        }
                    });
        }

        private void observeNotes(Observers observers) {
            observers.follow(
                    NOTES,
                    new RowObserver<>() {
                        @Override
                        public void put(String key, Long value) {
                            events.add("put " + key);
                        }

                        @Override
                        public void deleted(String key) {
                            events.add("deleted " + key);
                        }

                        @Override
                        public void rangeDeleted(String from, String to) {
                            events.add("range " + from + " " + to);
                        }
                    });
        }

        @Override
        public boolean signalled(Object topic) {
            events.add("told " + topic);
            return interested;
        }

        @Override
        public Instant nextWake() {
            return Instant.MAX;
        }

        @Override
        public void wake(Tx tx) {}
    }

    static void register(Registrations registrations) {
        registrations.table(ACCOUNTS);
        registrations.table(BOOKINGS);
        registrations.table(NOTES);
        registrations.receiver(CHAIN, Bank::passOn);
        registrations.shard(TOTALS);
        registrations.receiver(MONEY, Bank::receive);
        registrations.timer("echo", (tx, timer) -> tx.put(BOOKINGS, timer.key(), 0L));
    }

    private static void receive(Tx tx, String account, byte[] payload) {
        RowReader in = new RowReader(payload);
        String id = in.text();
        long amount = in.varint();
        if (tx.has(BOOKINGS, account + "+" + id)) {
            throw new IllegalStateException("transfer " + id + " came twice");
        }
        tx.put(BOOKINGS, account + "+" + id, amount);
        tx.put(ACCOUNTS, account, balance(tx, account) + amount);
    }

    private static void passOn(Tx tx, String account, byte[] payload) {
        long left = new RowReader(payload).varint();
        tx.put(ACCOUNTS, account, balance(tx, account) + 1);
        if (left > 1) {
            tx.send(CHAIN, account, new RowWriter().varint(left - 1).toBytes());
        }
    }

    private static long balance(Tx tx, String account) {
        Long balance = tx.get(ACCOUNTS, account);
        return balance == null ? 0 : balance;
    }

    static Outcome<Long> transfer(Tx tx, String from, String to, long amount, String id) {
        if (tx.has(BOOKINGS, from + "-" + id)) {
            return Outcome.reply(balance(tx, from));
        }
        tx.put(BOOKINGS, from + "-" + id, amount);
        tx.put(ACCOUNTS, from, balance(tx, from) - amount);
        if (balance(tx, from) < 0) {
            throw new IllegalArgumentException(
                    "overdrawn"); // after staging, so that rollback has something to undo
        }
        tx.send(MONEY, to, new RowWriter().text(id).varint(amount).toBytes());
        tx.setTimer(new Timer("echo", tx.now().plusMillis(amount * 7), from + "!" + id));
        return Outcome.reply(balance(tx, from));
    }

    // The scenario.

    private record Transfer(
            String id, String from, String to, long amount, Pending<Long> pending) {}

    private final TestNode node;
    private final List<Transfer> open = new ArrayList<>();
    private final Map<String, Transfer> confirmed = new HashMap<>();
    private int ids;

    Bank(long seed) {
        node = new TestNode(seed, EngineConfig.forCores(3), List.of(), Bank::register);
        for (int i = 0; i < ACCOUNT_COUNT; i++) {
            String account = account(i);
            node.run(
                    account,
                    tx -> {
                        tx.put(ACCOUNTS, account, OPENING);
                        return Outcome.reply(0);
                    });
        }
    }

    private static String account(int number) {
        return "account-" + number;
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        String from = account(random.nextInt(ACCOUNT_COUNT));
        String to = account(random.nextInt(ACCOUNT_COUNT));
        long amount = random.nextLong(1, 400);
        String id = "t" + ids++;
        open.add(
                new Transfer(
                        id,
                        from,
                        to,
                        amount,
                        node.startWork(
                                from,
                                tx -> {
                                    changeOfMind(tx, from, to, amount, id);
                                    return transfer(tx, from, to, amount, id);
                                })));
    }

    /** Makes a transfer of twice as much and takes it back: nothing of it must be left. */
    private static void changeOfMind(Tx tx, String from, String to, long amount, String id) {
        try {
            tx.attempt(() -> {
                transfer(tx, from, to, amount * 2, id);
                throw new IllegalArgumentException("too much");
            });
        } catch (IllegalArgumentException e) {
            // As meant.
        }
    }

    @Override
    public void restarted() {
        open.clear();
    }

    @Override
    public void check() {
        open.removeIf(transfer -> {
            if (transfer.pending.ended() && transfer.pending.error() == null) {
                confirmed.put(transfer.id, transfer);
            } else if (transfer.pending.error() != null) {
                assertThat(transfer.pending.error())
                        .isInstanceOfAny(IllegalArgumentException.class, EngineException.class);
            }
            return transfer.pending.ended();
        });
    }

    @Override
    public void finish() {
        node.advance(java.time.Duration.ofHours(1));
        long sum = 0;
        for (int i = 0; i < ACCOUNT_COUNT; i++) {
            String account = account(i);
            sum +=
                    node.run(
                            account,
                            tx -> {
                                long balance = balance(tx, account);
                                assertThat(tx.shard(TOTALS).balances.get(account))
                                        .isEqualTo(balance);
                                return Outcome.reply(balance);
                            });
            assertThat(node.catalog(ACCOUNTS).get(account)).isNotNull();
        }
        assertThat(sum).isEqualTo(OPENING * ACCOUNT_COUNT);
        Map<String, Long> bookings = bookings();
        confirmed.forEach((id, transfer) -> {
            assertThat(bookings).containsEntry(transfer.from + "-" + id, transfer.amount);
            assertThat(bookings).containsEntry(transfer.to + "+" + id, transfer.amount);
            assertThat(bookings).containsKey(transfer.from + "!" + id);
        });
        assertThat(node.incidents()).allMatch(incident -> incident.startsWith("a commit failed"));
    }

    private Map<String, Long> bookings() {
        Map<String, Long> bookings = new HashMap<>();
        for (int i = 0; i < ACCOUNT_COUNT; i++) {
            node.run(
                    account(i),
                    tx -> {
                        try (Scan<String, Long> rows = tx.scan(BOOKINGS, "", "~")) {
                            while (rows.next()) {
                                bookings.put(rows.key(), rows.value());
                            }
                        }
                        return Outcome.reply(0);
                    });
        }
        return bookings;
    }
}
