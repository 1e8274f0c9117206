package dev.antiphon.testkit;

import static dev.antiphon.testkit.Branch.HERE;
import static dev.antiphon.testkit.Branch.read;
import static dev.antiphon.testkit.Branch.replyAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The engine's promises, one sentence each, on the tables of the {@link Bank}. */
final class EngineTest {
    private final Branch branch = new Branch();
    private final TestNode node = branch.node();

    @Test
    void an_answer_is_held_back_until_its_changes_are_durable() {
        Pending<Boolean> pending =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 5L)));
        node.engine().partitions().forEach(partition -> partition.work());
        assertThat(pending.ended()).isFalse();

        node.engine().committer().work();
        assertThat(pending.value()).isTrue();
        node.crashAndRestart();
        assertThat(branch.get(HERE)).isEqualTo(5);
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
        branch.put(HERE, 1);
        Pending<Boolean> before =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "a", 1L)));
        Pending<Boolean> failing =
                node.startWork(
                        HERE,
                        tx -> {
                            tx.put(Bank.ACCOUNTS, HERE, 2L);
                            tx.delete(Bank.BOOKINGS, "a");
                            tx.deleteRange(Bank.BOOKINGS, "", "z");
                            tx.send(Bank.MONEY, branch.elsewhere(), new byte[0]);
                            throw new IllegalArgumentException("no");
                        });
        Pending<Boolean> after =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "b", 1L)));
        node.runUntilQuiet();

        assertThat(before.value() && after.value()).isTrue();
        assertThatThrownBy(failing::value).isInstanceOf(IllegalArgumentException.class);
        assertThat(branch.get(HERE)).isEqualTo(1);
        assertThat(branch.bookings()).containsExactly("a", "b");
        node.killAndRestart();
        assertThat(branch.bookings()).containsExactly("a", "b");
    }

    @Test
    void a_part_that_throws_undoes_what_it_staged_and_nothing_before_it() {
        branch.put(HERE, 1);
        node.run(HERE, tx -> replyAfter(() -> tx.put(Bank.BOOKINGS, "stored", 1L)));
        String elsewhere = branch.elsewhere();
        node.run(
                HERE,
                tx -> {
                    tx.put(Bank.ACCOUNTS, HERE, 2L);
                    tx.put(Bank.BOOKINGS, "before", 1L);
                    assertThatThrownBy(() -> tx.attempt(() -> failing(tx, elsewhere)))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThat(read(tx, HERE)).isEqualTo(2);
                    assertThat(Branch.bookings(tx, "", "~")).containsExactly("before", "stored");
                    tx.put(Bank.BOOKINGS, "after", 1L);
                    return Outcome.reply(true);
                });

        assertThat(branch.get(HERE)).isEqualTo(2);
        assertThat(branch.bookings()).containsExactly("after", "before", "stored");
        assertThat(branch.get(elsewhere)).isEqualTo(-1);
        assertThat(node.takeEffects()).isEmpty();
        node.advance(Duration.ofMinutes(1));
        node.killAndRestart();
        assertThat(branch.get(HERE)).isEqualTo(2);
        assertThat(branch.bookings()).containsExactly("after", "before", "stored");
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
        assertThat(branch.bookings()).containsExactly("outer");
    }

    private static Boolean overwritten(Tx tx) {
        tx.put(Bank.BOOKINGS, "outer", 2L);
        tx.put(Bank.BOOKINGS, "inner", 1L);
        throw new IllegalArgumentException("no");
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
                            return Outcome.reply(Branch.bookings(tx, "a", "z"));
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
                            return Outcome.reply(Branch.bookings(tx, "", "~"));
                        });
        assertThat(seen).containsExactly("bb");
        node.killAndRestart();
        assertThat(branch.bookings()).containsExactly("bb");
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
        String there = branch.elsewhere();
        branch.put(HERE, 1);
        branch.put(there, 2);
        assertThat(node.catalog(Bank.ACCOUNTS).all()).containsOnlyKeys(HERE, there);
        node.run(HERE, tx -> replyAfter(() -> tx.delete(Bank.ACCOUNTS, HERE)));
        assertThat(node.catalog(Bank.ACCOUNTS).get(HERE)).isNull();
        node.killAndRestart();
        assertThat(node.catalog(Bank.ACCOUNTS).all()).containsOnlyKeys(there);
    }

    @Test
    void a_full_mailbox_refuses_at_once() {
        TestNode small = Branch.node(new EngineConfig(1, 16, 1 << 20, 1 << 20, 16));
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
        branch.put(HERE, 1);
        node.disk().fill();
        Pending<Boolean> write =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 2L)));
        node.runUntilQuiet();
        assertReason(write, EngineException.Reason.NOT_DURABLE);
        Pending<Boolean> again =
                node.startWork(HERE, tx -> replyAfter(() -> tx.put(Bank.ACCOUNTS, HERE, 3L)));
        node.runUntilQuiet();
        assertReason(again, EngineException.Reason.READ_ONLY);
        assertThat(branch.get(HERE)).isEqualTo(1);

        node.disk().heal();
        node.advance(Duration.ofSeconds(1));
        assertThat(branch.get(HERE))
                .isIn(1L, 2L); // the fate of the first write is the disk's to decide
        branch.put(HERE, 4);
        assertThat(branch.get(HERE)).isEqualTo(4);
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
        branch.put(HERE, 1);
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
        assertThat(branch.get(HERE)).isEqualTo(1);
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
        TestNode other = Branch.node(EngineConfig.forCores(5));
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
}
