package dev.antiphon.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The orders that have not come to their end, in the order of placement, so that the oldest of
 * every kind is found near the beginning. The ledger guards it.
 */
final class Backlog {

    private final Map<String, Account> unreleased = new LinkedHashMap<>();
    private final Map<String, Account> unserved = new LinkedHashMap<>();
    private final Map<String, Account> unreplayed = new LinkedHashMap<>();

    void placed(Account account) {
        unreleased.put(account.order.id(), account);
        settle(account);
    }

    void released(Account account) {
        unreleased.remove(account.order.id());
    }

    /** A late acknowledgement can make more due than there was before. */
    void settle(Account account) {
        note(account, account.isServed(), unserved);
        note(account, account.isReplayed(), unreplayed);
    }

    private static void note(Account account, boolean done, Map<String, Account> open) {
        if (done) {
            open.remove(account.order.id());
        } else {
            open.put(account.order.id(), account);
        }
    }

    int failing() {
        return (int) unreleased.values().stream().filter(Account::isFailing).count();
    }

    int unserved() {
        return unserved.size();
    }

    int unreplayed() {
        return unreplayed.size();
    }

    /** Of those that were not handed over. */
    @Nullable Account oldest(Predicate<Account> which) {
        return unreleased.values().stream().filter(which).findFirst().orElse(null);
    }
}
