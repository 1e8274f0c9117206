package dev.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The engine's promises, one sentence each, on the tables of the {@link Bank}. */
final class EngineTest {
    private static final String HERE = "account-1";

    private final TestNode node = node(EngineConfig.forCores(2));

    private static TestNode node(EngineConfig config) {
        return new TestNode(7, config, List.of(), Bank::register);
    }

    private void put(String account, long balance) {
        node.run(account, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, account, balance)));
    }

    private static Outcome<Boolean> replyAfter(Runnable staging) {
        staging.run();
        return Outcome.reply(true);
    }

    private @Nullable Long get(String account) {
        return node.run(account, tx -> Outcome.reply(read(tx, account)));
    }

    private static long read(Tx tx, String account) {
        Long balance = tx.get(Bank.ACCOUNTS, account);
        return balance == null ? -1 : balance;
    }

    private String elsewhere() {
        int here = node.engine().router().partitionOf(HERE);
        for (int i = 0; i < 100; i++) {
            if (node.engine().router().partitionOf("account-" + i) != here) {
                return "account-" + i;
            }
        }
        throw new AssertionError("no account in another partition");
    }

    @Test
    void an_answer_is_held_back_until_its_changes_are_durable() {
        Pending<Boolean> pending =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 5L)));
        node.engine().partitions().forEach(partition -> partition.work());
        assertThat(pending.ended()).isFalse();

        node.engine().committer().work();
        assertThat(pending.value()).isTrue();
        node.crashAndRestart();
        assertThat(get(HERE)).isEqualTo(5);
    }

    @Test
    void a_read_sees_what_is_staged_and_is_answered_after_it() {
        Pending<Boolean> write =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 5L)));
        node.engine().partitions().forEach(partition -> partition.work());
        Pending<Long> read = node.startWork(HERE, tx -> Outcome.reply(read(tx, HERE)));
        node.engine().partitions().forEach(partition -> partition.work());
        assertThat(read.ended()).isFalse();

        node.runUntilQuiet();
        assertThat(write.ended()).isTrue();
        assertThat(read.value()).isEqualTo(5);
    }

    @Test
    void a_handler_that_throws_undoes_its_own_operation_only() {
        put(HERE, 1);
        Pending<Boolean> before =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "a", 1L)));
        Pending<Boolean> failing =
                node.startWork(
                        HERE,
                        tx -> {
                            tx.put(Bank.ACCOUNTS, HERE, 2L);
                            tx.delete(Bank.BOOKINGS, "a");
                            tx.deleteRange(Bank.BOOKINGS, "", "z");
                            tx.send(Bank.MONEY, elsewhere(), new byte[0]);
                            throw new IllegalArgumentException("no");
                        });
        Pending<Boolean> after =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "b", 1L)));
        node.runUntilQuiet();

        assertThat(before.value() && after.value()).isTrue();
        assertThatThrownBy(failing::value).isInstanceOf(IllegalArgumentException.class);
        assertThat(get(HERE)).isEqualTo(1);
        assertThat(bookings()).containsExactly("a", "b");
        node.killAndRestart();
        assertThat(bookings()).containsExactly("a", "b");
    }

    @Test
    void a_part_that_throws_undoes_what_it_staged_and_nothing_before_it() {
        put(HERE, 1);
        node.run(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "stored", 1L)));
        String elsewhere = elsewhere();
        node.run(
                HERE,
                tx -> {
                    tx.put(Bank.ACCOUNTS, HERE, 2L);
                    tx.put(Bank.BOOKINGS, "before", 1L);
                    assertThatThrownBy(() -> tx.attempt(() -> failing(tx, elsewhere)))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThat(read(tx, HERE)).isEqualTo(2);
                    assertThat(bookings(tx, "", "~")).containsExactly("before", "stored");
                    tx.put(Bank.BOOKINGS, "after", 1L);
                    return Outcome.reply(true);
                });

        assertThat(get(HERE)).isEqualTo(2);
        assertThat(bookings()).containsExactly("after", "before", "stored");
        assertThat(get(elsewhere)).isEqualTo(-1);
        assertThat(node.takeEffects()).isEmpty();
        node.advance(Duration.ofMinutes(1));
        node.killAndRestart();
        assertThat(get(HERE)).isEqualTo(2);
        assertThat(bookings()).containsExactly("after", "before", "stored");
    }

    private static Boolean failing(Tx tx, String elsewhere) {
        tx.put(Bank.ACCOUNTS, HERE, 3L);
        tx.delete(Bank.BOOKINGS, "before");
        tx.put(Bank.BOOKINGS, "between", 1L);
        tx.deleteRange(Bank.BOOKINGS, "", "z");
        tx.setTimer(new Timer("echo", tx.now().plusMillis(5), "rang"));
        tx.send(Bank.MONEY, elsewhere, new RowWriter().text("t").varint(1).toBytes());
        tx.perform(new Effect() {});
        throw new IllegalArgumentException("no");
    }

    @Test
    void a_part_that_fails_within_one_that_succeeds_undoes_only_itself() {
        node.run(
                HERE,
                tx -> {
                    boolean outer =
                            tx.attempt(() -> {
                                tx.put(Bank.BOOKINGS, "outer", 1L);
                                assertThatThrownBy(() -> tx.attempt(() -> overwritten(tx)))
                                        .isInstanceOf(IllegalArgumentException.class);
                                return true;
                            });
                    return Outcome.reply(outer);
                });
        assertThat(bookings()).containsExactly("outer");
    }

    private static Boolean overwritten(Tx tx) {
        tx.put(Bank.BOOKINGS, "outer", 2L);
        tx.put(Bank.BOOKINGS, "inner", 1L);
        throw new IllegalArgumentException("no");
    }

    private List<String> bookings() {
        return node.run(HERE, tx -> Outcome.reply(bookings(tx, "", "~")));
    }

    private static List<String> bookings(Tx tx, String from, String to) {
        List<String> keys = new ArrayList<>();
        try (Scan<String, Long> rows = tx.scan(Bank.BOOKINGS, from, to)) {
            while (rows.next()) {
                keys.add(rows.key());
            }
        }
        return keys;
    }

    @Test
    void a_scan_merges_stored_and_staged_rows_in_key_order() {
        node.run(
                HERE,
                tx -> {
                    for (String key : List.of("b", "d", "f")) {
                        tx.put(Bank.BOOKINGS, key, 1L);
                    }
                    return Outcome.reply(true);
                });
        List<String> seen =
                node.run(
                        HERE,
                        tx -> {
                            tx.put(Bank.BOOKINGS, "a", 1L);
                            tx.put(Bank.BOOKINGS, "d", 2L);
                            tx.put(Bank.BOOKINGS, "e", 1L);
                            tx.delete(Bank.BOOKINGS, "f");
                            return Outcome.reply(bookings(tx, "a", "z"));
                        });
        assertThat(seen).containsExactly("a", "b", "d", "e");
    }

    @Test
    void a_range_is_gone_at_once_and_rows_put_after_it_stay() {
        node.run(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "b", 1L)));
        List<String> seen =
                node.run(
                        HERE,
                        tx -> {
                            tx.put(Bank.BOOKINGS, "c", 1L);
                            tx.deleteRange(Bank.BOOKINGS, "a", "d");
                            tx.put(Bank.BOOKINGS, "bb", 1L);
                            assertThat(tx.get(Bank.BOOKINGS, "b")).isNull();
                            assertThat(tx.get(Bank.BOOKINGS, "c")).isNull();
                            return Outcome.reply(bookings(tx, "", "~"));
                        });
        assertThat(seen).containsExactly("bb");
        node.killAndRestart();
        assertThat(bookings()).containsExactly("bb");
    }

    @Test
    void a_waiting_call_runs_again_when_its_topic_is_signalled() {
        Pending<Long> waiting = startWaiting(Duration.ofSeconds(20));
        node.runUntilQuiet();
        assertThat(waiting.ended()).isFalse();

        put(HERE, 3);
        assertThat(waiting.value()).isEqualTo(3);
    }

    private Pending<Long> startWaiting(Duration patience) {
        return node.startWork(
                HERE,
                tx -> {
                    long balance = read(tx, HERE);
                    boolean over = !tx.now().isBefore(tx.arrivedAt().plus(patience));
                    return balance >= 0 || over
                            ? Outcome.reply(balance)
                            : Outcome.waitFor(HERE, tx.arrivedAt().plus(patience));
                });
    }

    @Test
    void a_shard_that_listens_is_told_once_and_in_its_turn() {
        Pending<Long> before = startWaiting(Duration.ofSeconds(20));
        listen();
        Pending<Long> after = startWaiting(Duration.ofSeconds(20));
        put(HERE, -1); // wakes the first in vain, which waits on in its place
        put(HERE, 3);
        assertThat(before.value()).isEqualTo(3);
        assertThat(told()).isEmpty();

        put(HERE, 4);
        assertThat(told()).containsExactly("told " + HERE);
        assertThat(after.ended()).isFalse();

        put(HERE, 5);
        assertThat(after.value()).isEqualTo(5);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_signal_that_a_shard_has_no_use_for_goes_to_the_next() {
        listen();
        Pending<Long> after = startWaiting(Duration.ofSeconds(20));
        node.run(HERE, tx -> replyAfter(() -> tx.shard(Bank.TOTALS).interested = false));
        put(HERE, 3);
        assertThat(told()).hasSize(1);
        assertThat(after.value()).isEqualTo(3);
    }

    @Test
    void an_operation_that_fails_does_not_listen() {
        Pending<Boolean> failing =
                node.startWork(
                        HERE,
                        tx -> {
                            tx.listen(HERE, Bank.TOTALS);
                            throw new IllegalStateException("on purpose");
                        });
        node.runUntilQuiet();
        put(HERE, 3);
        assertThat(failing.error()).isInstanceOf(IllegalStateException.class);
        assertThat(told()).isEmpty();
    }

    private void listen() {
        node.run(HERE, tx -> replyAfter(() -> tx.listen(HERE, Bank.TOTALS)));
    }

    private List<String> told() {
        return node.run(
                HERE,
                tx ->
                        Outcome.reply(
                                tx.shard(Bank.TOTALS).events.stream()
                                        .filter(event -> event.startsWith("told"))
                                        .toList()));
    }

    @Test
    void a_waiting_call_runs_a_last_time_at_its_deadline() {
        Pending<Long> waiting = startWaiting(Duration.ofSeconds(20));
        node.advance(Duration.ofMillis(19_999));
        assertThat(waiting.ended()).isFalse();
        node.advance(Duration.ofMillis(1));
        assertThat(waiting.value()).isEqualTo(-1);
    }

    @Test
    void a_signal_wakes_the_longest_waiting_call_and_skips_those_who_hung_up() {
        Pending<Long> gone = startWaiting(Duration.ofSeconds(20));
        Pending<Long> first = startWaiting(Duration.ofSeconds(20));
        Pending<Long> second = startWaiting(Duration.ofSeconds(20));
        node.runUntilQuiet();
        gone.cancel();
        put(HERE, 3);

        assertThat(gone.ended()).isFalse();
        assertThat(first.value()).isEqualTo(3);
        assertThat(second.ended()).isFalse();
    }

    @Test
    void a_timer_fires_once_at_its_time_also_after_a_crash() {
        node.run(
                HERE,
                tx -> {
                    tx.setTimer(new Timer("echo", tx.now().plusSeconds(60), "due"));
                    tx.setTimer(new Timer("echo", tx.now().plusSeconds(60), "cancelled"));
                    tx.cancelTimer(new Timer("echo", tx.now().plusSeconds(60), "cancelled"));
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofMillis(59_999));
        assertThat(bookings()).isEmpty();
        node.crashAndRestart();
        node.advance(Duration.ofMillis(1));
        assertThat(bookings()).containsExactly("due");
    }

    @Test
    void more_timers_than_the_window_holds_fire_in_order() {
        int count = 10_000;
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < count; i++) {
                        long delay = (i * 7_919L) % count;
                        tx.setTimer(
                                new Timer("echo", tx.now().plusSeconds(delay + 1), "t" + delay));
                    }
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofSeconds(5_000));
        assertThat(bookings()).hasSize(5_000).contains("t4999").doesNotContain("t5000");
        node.killAndRestart();
        node.advance(Duration.ofSeconds(5_000));
        assertThat(bookings()).hasSize(count);
    }

    @Test
    void a_timer_whose_handler_fails_is_tried_again() {
        node.expectIncidents();
        node.run(
                HERE,
                tx -> {
                    tx.setTimer(new Timer("nobody", tx.now(), "x"));
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofSeconds(35));
        assertThat(node.incidents())
                .hasSize(4)
                .allMatch(incident -> incident.startsWith("a timer"));
    }

    @Test
    void a_parcel_reaches_another_partition_once() {
        String there = elsewhere();
        put(HERE, 100);
        node.run(HERE, tx -> Bank.transfer(tx, HERE, there, 40, "t1"));
        assertThat(get(HERE)).isEqualTo(60);
        assertThat(get(there)).isEqualTo(40);
        node.killAndRestart();
        assertThat(get(there)).isEqualTo(40);
    }

    @Test
    void many_parcels_reach_another_partition_though_few_may_be_on_their_way_at_once() {
        String there = elsewhere();
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < 5_000; i++) {
                        tx.send(
                                Bank.MONEY,
                                there,
                                new RowWriter().text("gift-" + i).varint(1).toBytes());
                    }
                    return Outcome.reply(true);
                });
        assertThat(get(there)).isEqualTo(5_000);
    }

    @Test
    void many_timers_fire_though_few_are_in_memory() {
        Instant begin = node.clock().instant();
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < 10_000; i++) {
                        tx.setTimer(
                                new Timer(
                                        "echo",
                                        begin.plusSeconds(1 + i * 7_919L % 10_000),
                                        "%05d".formatted(i)));
                    }
                    return Outcome.reply(true);
                });
        node.advance(Duration.ofSeconds(5_000));
        assertThat(bookings()).hasSize(5_000);
        node.run(
                HERE,
                tx -> {
                    for (int i = 0; i < 6_000; i++) {
                        tx.setTimer(new Timer("echo", begin.plusSeconds(5_500), "new" + i));
                    }
                    return Outcome.reply(true);
                });
        node.killAndRestart();
        node.advance(Duration.ofSeconds(5_000));
        assertThat(bookings()).hasSize(16_000);
    }

    @Test
    void a_parcel_for_all_reaches_every_partition_once() {
        int partitions =
                node.run(
                        HERE,
                        tx ->
                                Outcome.reply(
                                        tx.sendToAll(
                                                Bank.MONEY,
                                                "everybody",
                                                new RowWriter().text("gift").varint(5).toBytes())));
        node.killAndRestart();

        assertThat(partitions).isEqualTo(node.engine().partitions().size()).isGreaterThan(1);
        assertThat(balances("everybody")).hasSize(partitions).containsOnly(5L);
    }

    /** What each partition has of an account. */
    private List<Long> balances(String account) {
        List<Long> balances = new ArrayList<>();
        List<String> asked = List.of(HERE, elsewhere());
        asked.forEach(
                address -> balances.add(node.run(address, tx -> Outcome.reply(read(tx, account)))));
        return balances;
    }

    @Test
    void a_parcel_that_its_receiver_refuses_is_kept_and_holds_nobody_up() {
        node.expectIncidents();
        String there = elsewhere();
        put(HERE, 100);
        node.run(
                HERE,
                tx -> {
                    tx.send(Bank.MONEY, there, new RowWriter().text("bad").toBytes());
                    tx.send(ParcelKind.ofBytes("nobody"), there, new byte[0]);
                    tx.send(ParcelKind.ofBytes("nobody"), HERE, new byte[0]);
                    return Bank.transfer(tx, HERE, there, 40, "t1");
                });
        assertThat(get(there)).isEqualTo(40);
        assertThat(node.incidents())
                .hasSize(3)
                .allMatch(it -> it.startsWith("a parcel was refused"));
    }

    @Test
    void ids_rise_across_crashes() {
        long last = 0;
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 3; i++) {
                long id = node.run(HERE, tx -> Outcome.reply(tx.ids().next()));
                assertThat(id).isGreaterThan(last);
                last = id;
            }
            node.crashAndRestart();
        }
    }

    @Test
    void the_catalog_has_the_committed_rows_of_all_partitions() {
        String there = elsewhere();
        put(HERE, 1);
        put(there, 2);
        assertThat(node.catalog(Bank.ACCOUNTS).all()).containsOnlyKeys(HERE, there);
        node.run(HERE, tx -> replyAfter(() -> tx.delete(Bank.ACCOUNTS, HERE)));
        assertThat(node.catalog(Bank.ACCOUNTS).get(HERE)).isNull();
        node.killAndRestart();
        assertThat(node.catalog(Bank.ACCOUNTS).all()).containsOnlyKeys(there);
    }

    @Test
    void a_full_mailbox_refuses_at_once() {
        TestNode small = node(new EngineConfig(1, 16, 1 << 20, 1 << 20, 16));
        List<Pending<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(small.startWork(HERE, tx -> Outcome.reply(true)));
        }
        assertThat(calls.stream().filter(Pending::ended)).hasSize(4);
        assertThat(calls.getLast().error())
                .isInstanceOfSatisfying(
                        EngineException.class,
                        error ->
                                assertThat(error.reason())
                                        .isEqualTo(EngineException.Reason.OVERLOADED));
        small.runUntilQuiet();
        assertThat(calls.stream().allMatch(Pending::ended)).isTrue();
    }

    @Test
    void a_full_disk_refuses_changes_and_leaves_reads_and_data() {
        node.expectIncidents();
        put(HERE, 1);
        node.disk().fill();
        Pending<Boolean> write =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 2L)));
        node.runUntilQuiet();
        assertReason(write, EngineException.Reason.NOT_DURABLE);
        Pending<Boolean> again =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 3L)));
        node.runUntilQuiet();
        assertReason(again, EngineException.Reason.READ_ONLY);
        assertThat(get(HERE)).isEqualTo(1);

        node.disk().heal();
        node.advance(Duration.ofSeconds(1));
        assertThat(get(HERE)).isIn(1L, 2L); // the fate of the first write is the disk's to decide
        put(HERE, 4);
        assertThat(get(HERE)).isEqualTo(4);
    }

    private static void assertReason(Pending<?> call, EngineException.Reason reason) {
        assertThat(call.error())
                .isInstanceOfSatisfying(
                        EngineException.class,
                        error -> assertThat(error.reason()).isEqualTo(reason));
    }

    @Test
    void a_broken_invariant_throws_memory_away_and_keeps_the_rows() {
        node.expectIncidents();
        put(HERE, 1);
        Pending<Boolean> broken =
                node.startWork(
                        HERE,
                        tx -> {
                            tx.put(Bank.ACCOUNTS, HERE, 2L);
                            Check.that(false, "two and two are four");
                            return Outcome.reply(true);
                        });
        node.runUntilQuiet();
        assertThat(broken.error()).isInstanceOf(Check.Broken.class);
        assertThat(get(HERE)).isEqualTo(1);
        assertThat(node.incidents()).hasSize(1);
    }

    @Test
    void time_does_not_go_back_when_the_clock_does() {
        long first = node.run(HERE, tx -> Outcome.reply(tx.now().toEpochMilli()));
        node.clock().move(Duration.ofHours(-1));
        long second = node.run(HERE, tx -> Outcome.reply(tx.now().toEpochMilli()));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_data_directory_keeps_its_number_of_partitions() throws StorageException {
        assertThat(node.engine().partitions()).hasSize(2);
        TestNode other = node(EngineConfig.forCores(5));
        assertThat(other.engine().partitions()).hasSize(5);
        other.killAndRestart(EngineConfig.forCores(3));
        assertThat(other.engine().partitions()).hasSize(5);
    }

    @Test
    void the_same_seed_plays_the_same_run() {
        assertThat(play()).isEqualTo(play());
    }

    private static List<Object> play() {
        SplittableRandom random = new SplittableRandom(3);
        Bank bank = new Bank(3);
        List<Object> trace = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            bank.act(random);
            trace.add(bank.node().work(random));
        }
        trace.add(bank.node().catalog(Bank.ACCOUNTS).all().toString());
        return trace;
    }

    @Test
    void a_long_chain_of_parcels_within_a_partition_is_no_recursion() {
        TestNode single = node(new EngineConfig(1, 16, 1 << 20, 64 << 20, 16));
        int links = 20_000;
        single.run(
                HERE,
                tx -> {
                    tx.put(Bank.ACCOUNTS, HERE, 0L);
                    tx.send(Bank.CHAIN, HERE, new RowWriter().varint(links).toBytes());
                    return Outcome.reply(true);
                });
        long balance = single.run(HERE, tx -> Outcome.reply(read(tx, HERE)));
        assertThat(balance).isEqualTo(links);
    }

    @Test
    void observers_are_shown_a_range_and_not_the_staged_rows_that_it_covers() {
        node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.NOTES, "b", 1L)));
        node.startWork(HERE, tx -> replyAfter(() -> tx.deleteRange(Bank.NOTES, "a", "c")));
        node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.NOTES, "bb", 1L)));
        node.runUntilQuiet();
        List<String> events = node.run(HERE, tx -> Outcome.reply(tx.shard(Bank.TOTALS).events));
        assertThat(events).containsExactly("put b", "range a c", "put bb");
        node.killAndRestart();
        assertThat(node.<List<String>>run(HERE, tx -> Outcome.reply(tx.shard(Bank.TOTALS).events)))
                .containsExactly("put bb");
    }

    @Test
    void a_change_of_soft_state_is_synced_when_its_operation_asks_for_it() {
        node.run(HERE, tx -> replyAfter(() -> tx.put(Bank.NOTES, "soft", 1L)));
        assertThat(node.disk().unsyncedWrites()).isEqualTo(1);
        node.run(
                HERE,
                tx -> {
                    tx.put(Bank.NOTES, "promised", 1L);
                    tx.sync();
                    return Outcome.reply(true);
                });
        assertThat(node.disk().unsyncedWrites()).isZero();
    }

    @Test
    void who_hangs_up_after_being_woken_leaves_the_turn_to_the_next() {
        Pending<Long> first = startWaiting(Duration.ofSeconds(20));
        Pending<Long> second = startWaiting(Duration.ofSeconds(20));
        node.runUntilQuiet();
        Pending<Boolean> write =
                node.startWork(
                        HERE,
                        tx -> {
                            first.cancel(); // in the same round, after the signal and before the
                            // wake
                            tx.put(Bank.ACCOUNTS, HERE, 3L);
                            return Outcome.reply(true);
                        });
        node.runUntilQuiet();
        assertThat(write.value()).isTrue();
        assertThat(second.value()).isEqualTo(3);
    }
}
