package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    @Test
    void nothing_is_wrong_when_every_order_was_released_in_its_turn() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 10, 1),
                        good("h-1", "hamburg", 9, 2),
                        good("o-2", "berlin", 12, 3));
        assertThat(result.good()).isTrue();
        assertThat(result.cooked()).isEqualTo(3);
        assertThat(result.stores()).isEqualTo(2);
    }

    @Test
    void an_order_never_released_is_lost() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 1, 1),
                        lost("o-2", null, 0, 0, false),
                        lost("o-3", BigInteger.TWO, 0, 0, false),
                        lost("o-4", BigInteger.TEN, 2, 0, true),
                        lost("o-5", BigInteger.valueOf(11), 3, 4, false),
                        lost("o-6", BigInteger.valueOf(12), 4, 0, false));
        assertThat(result.good()).isFalse();
        assertThat(result.lost())
                .containsExactly(
                        "o-2 (never accepted)",
                        "o-3 (accepted, never seen again)",
                        "o-4 (cooked, never released)",
                        "o-5 (failed in the kitchen, never cooked)",
                        "o-6 (seen by a kitchen, never cooked)");
        assertThat(result.table()).anyMatch(line -> line.contains("o-4 (cooked, never released)"));
    }

    @Test
    void an_order_of_which_a_queue_made_two_is_doubled() {
        Reconciliation result =
                reconcile(broken("o-1", "came back after its deletion", "accepted twice"));
        assertThat(result.good()).isFalse();
        assertThat(result.doubled())
                .containsExactly("o-1 (came back after its deletion, accepted twice)");
    }

    @Test
    void an_order_overtaken_by_a_later_one_of_its_store_is_out_of_order() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 10, 2),
                        good("o-2", "berlin", 11, 1),
                        good("o-3", "berlin", 12, 3));
        assertThat(result.good()).isFalse();
        assertThat(result.outOfOrder()).containsExactly("o-1 (berlin)");
    }

    @Test
    void acceptance_is_compared_as_a_number_however_long() {
        BigInteger aboveLong = new BigInteger("18849496460467696128");
        Reconciliation result =
                reconcile(
                        with("o-1", "berlin", BigInteger.valueOf(999), 1),
                        with("o-2", "berlin", aboveLong, 2),
                        with("o-3", "berlin", aboveLong.add(BigInteger.ONE), 3));
        assertThat(result.outOfOrder()).isEmpty();
    }

    @Test
    void a_repaired_order_keeps_its_turn() {
        History repaired =
                new History(
                        "o-1",
                        "berlin",
                        "velo",
                        BigInteger.ONE,
                        null,
                        1,
                        4,
                        true,
                        true,
                        0,
                        0,
                        List.of());
        Reconciliation result = reconcile(repaired, good("o-2", "berlin", 2, 2));
        assertThat(result.good()).isTrue();
        assertThat(result.repaired()).isEqualTo(1);
    }

    @Test
    void repeats_and_refused_duplicates_are_counted_and_are_no_fault() {
        History twice =
                new History(
                        "o-1",
                        "berlin",
                        "velo",
                        BigInteger.ONE,
                        null,
                        1,
                        0,
                        true,
                        true,
                        3,
                        2,
                        List.of());
        Reconciliation result = reconcile(twice);
        assertThat(result.good()).isTrue();
        assertThat(result.refused()).isEqualTo(3);
        assertThat(result.repeats()).isEqualTo(2);
    }

    @Test
    void a_message_that_nobody_sent_is_a_fault() {
        Reconciliation result =
                Reconciliation.of(List.of(good("o-1", "berlin", 1, 1)), List.of("{}"), 0);
        assertThat(result.good()).isFalse();
        assertThat(result.table()).anyMatch(line -> line.contains("never sent"));
    }

    @Test
    void a_message_left_in_a_queue_is_a_fault() {
        Reconciliation result =
                Reconciliation.of(List.of(good("o-1", "berlin", 1, 1)), List.of(), 1);
        assertThat(result.good()).isFalse();
        assertThat(result.table()).anyMatch(line -> line.contains("left in the queues"));
    }

    private static Reconciliation reconcile(History... orders) {
        return Reconciliation.of(List.of(orders), List.of(), 0);
    }

    private static History good(String id, String store, long acceptance, int turn) {
        return with(id, store, BigInteger.valueOf(acceptance), turn);
    }

    private static History with(String id, String store, BigInteger acceptance, int turn) {
        return new History(
                id, store, "velo", acceptance, null, turn, 0, true, true, 0, 0, List.of());
    }

    private static History lost(
            String id, @Nullable BigInteger acceptance, int turn, int failures, boolean cooked) {
        return new History(
                id,
                "berlin",
                "velo",
                acceptance,
                null,
                turn,
                failures,
                cooked,
                false,
                0,
                0,
                List.of());
    }

    private static History broken(String id, String... breaches) {
        return new History(
                id,
                "berlin",
                "velo",
                BigInteger.ONE,
                null,
                1,
                0,
                true,
                true,
                0,
                0,
                List.of(breaches));
    }
}
