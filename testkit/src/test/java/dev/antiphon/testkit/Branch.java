package dev.antiphon.testkit;

import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A branch of the {@link Bank}: a node with its tables, and what tests ask of it again and again.
 */
final class Branch {
    static final String HERE = "account-1";

    private final TestNode node = node(EngineConfig.forCores(2));

    static TestNode node(EngineConfig config) {
        return new TestNode(7, config, List.of(), Bank::register);
    }

    TestNode node() {
        return node;
    }

    void put(String account, long balance) {
        node.run(account, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, account, balance)));
    }

    static Outcome<Boolean> replyAfter(Runnable staging) {
        staging.run();
        return Outcome.reply(true);
    }

    @Nullable Long get(String account) {
        return node.run(account, tx -> Outcome.reply(read(tx, account)));
    }

    /** The balance of an account, -1 where there is none. */
    static long read(Tx tx, String account) {
        Long balance = tx.get(Bank.ACCOUNTS, account);
        return balance == null ? -1 : balance;
    }

    /** An account of another partition. */
    String elsewhere() {
        int here = node.engine().router().partitionOf(HERE);
        for (int i = 0; i < 100; i++) {
            if (node.engine().router().partitionOf("account-" + i) != here) {
                return "account-" + i;
            }
        }
        throw new AssertionError("no account in another partition");
    }

    List<String> bookings() {
        return node.run(HERE, tx -> Outcome.reply(bookings(tx, "", "~")));
    }

    static List<String> bookings(Tx tx, String from, String to) {
        List<String> keys = new ArrayList<>();
        try (Scan<String, Long> rows = tx.scan(Bank.BOOKINGS, from, to)) {
            while (rows.next()) {
                keys.add(rows.key());
            }
        }
        return keys;
    }
}
