package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final Bell.Account RANG = new Bell.Account(1, Duration.ofMillis(20));
    private static final Workflows.Account RIDDEN =
            new Workflows.Account(3, 1, 42, List.of(), List.of());

    @Test
    void nothing_is_wrong_when_every_order_came_by_everywhere_in_its_turn() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 10, 1),
                        good("h-1", "hamburg", 9, 2),
                        good("o-2", "berlin", 12, 3));
        assertThat(result.good()).isTrue();
        assertThat(result.events()).isEqualTo(3);
        assertThat(result.stores()).isEqualTo(2);
        assertThat(result.table("velo"))
                .anyMatch(line -> line.contains("20 ms after its time"))
                .anyMatch(line -> line.matches(" +workflows +3 .* 1 asked again, 42 steps"));
    }

    @Test
    void an_order_that_did_not_come_by_everywhere_is_lost() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 1, 1),
                        lost("o-2", 0, 0, 0, false),
                        lost("o-3", 1, 0, 0, false),
                        lost("o-4", 1, 2, 0, true, Stop.FULFILMENT, Stop.LOYALTY),
                        lost("o-5", 1, 3, 4, false),
                        lost("o-6", 1, 4, 0, false));
        assertThat(result.good()).isFalse();
        assertThat(result.lost())
                .containsExactly(
                        "o-2 (never accepted)",
                        "o-3 (accepted, never seen again)",
                        "o-4 (cooked, but missing at fulfilment, loyalty)",
                        "o-5 (failed in the kitchen, never cooked)",
                        "o-6 (seen by a kitchen, never cooked)");
        assertThat(result.table("velo")).anyMatch(line -> line.contains("o-4 (cooked, but"));
    }

    @Test
    void an_order_of_which_there_were_more_than_sent_is_doubled() {
        Reconciliation result =
                reconcile(broken("o-1", "came back after its deletion", "2 of it at fulfilment"));
        assertThat(result.good()).isFalse();
        assertThat(result.doubled())
                .containsExactly("o-1 (came back after its deletion, 2 of it at fulfilment)");
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
    void sequence_numbers_are_compared_as_numbers_however_long() {
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
        Reconciliation result =
                reconcile(
                        history("o-1", "berlin", BigInteger.ONE, 1, 4, 0, List.of()),
                        good("o-2", "berlin", 2, 2));
        assertThat(result.good()).isTrue();
        assertThat(result.repaired()).isEqualTo(1);
    }

    @Test
    void absorbed_repeats_are_no_fault() {
        Reconciliation result =
                reconcile(history("o-1", "berlin", BigInteger.ONE, 1, 0, 2, List.of()));
        assertThat(result.good()).isTrue();
    }

    @Test
    void a_bell_that_never_rang_is_lost() {
        Reconciliation result = reconcile(new Bell.Account(0, null), 0);
        assertThat(result.good()).isFalse();
        assertThat(result.lost()).containsExactly("the closing bell (never rang)");
    }

    @Test
    void a_bell_that_rang_twice_is_doubled() {
        Reconciliation result = reconcile(new Bell.Account(2, Duration.ZERO), 0);
        assertThat(result.good()).isFalse();
        assertThat(result.doubled()).containsExactly("the closing bell (rang 2 times)");
    }

    @Test
    void a_bell_that_rang_early_is_out_of_order() {
        Reconciliation result = reconcile(new Bell.Account(1, Duration.ofMillis(-1500)), 0);
        assertThat(result.good()).isFalse();
        assertThat(result.outOfOrder()).containsExactly("the closing bell (rang 1.5 s early)");
    }

    @Test
    void a_message_that_nobody_sent_is_a_fault() {
        Reconciliation result =
                Reconciliation.of(
                        List.of(good("o-1", "berlin", 1, 1)),
                        totals(),
                        RANG,
                        RIDDEN,
                        List.of("{}"),
                        0);
        assertThat(result.good()).isFalse();
        assertThat(result.table("velo")).anyMatch(line -> line.contains("never sent"));
    }

    @Test
    void a_workflow_that_is_missing_or_tells_what_did_not_happen_is_a_fault() {
        Reconciliation missing =
                reconcile(new Workflows.Account(0, 0, 0, List.of("o-1"), List.of()));
        Reconciliation untrue =
                reconcile(new Workflows.Account(1, 0, 14, List.of(), List.of("o-1")));

        assertThat(missing.good()).isFalse();
        assertThat(missing.lost()).containsExactly("o-1");
        assertThat(untrue.good()).isFalse();
        assertThat(untrue.table("velo")).anyMatch(line -> line.contains("untrue workflows"));
    }

    private static Reconciliation reconcile(Workflows.Account workflows) {
        return Reconciliation.of(
                List.of(good("o-1", "berlin", 1, 1)), totals(), RANG, workflows, List.of(), 0);
    }

    @Test
    void a_message_left_in_a_queue_is_a_fault() {
        Reconciliation result = reconcile(RANG, 1);
        assertThat(result.good()).isFalse();
        assertThat(result.table("velo")).anyMatch(line -> line.contains("left in the queues"));
    }

    private static Reconciliation reconcile(History... orders) {
        return Reconciliation.of(List.of(orders), totals(), RANG, RIDDEN, List.of(), 0);
    }

    private static Reconciliation reconcile(Bell.Account bell, int left) {
        return Reconciliation.of(
                List.of(good("o-1", "berlin", 1, 1)), totals(), bell, RIDDEN, List.of(), left);
    }

    private static Totals totals() {
        return new Ledger(() -> 0, "velo").totals();
    }

    private static History good(String id, String store, long sequence, int turn) {
        return with(id, store, BigInteger.valueOf(sequence), turn);
    }

    private static History with(String id, String store, BigInteger sequence, int turn) {
        return history(id, store, sequence, turn, 0, 0, List.of());
    }

    private static History broken(String id, String... breaches) {
        return history(id, "berlin", BigInteger.ONE, 1, 0, 0, List.of(breaches));
    }

    private static History history(
            String id,
            String store,
            BigInteger sequence,
            int turn,
            int failures,
            int repeats,
            List<String> breaches) {
        return new History(
                id,
                store,
                "velo",
                1,
                null,
                sequence,
                turn,
                failures,
                true,
                Set.of(Stop.values()),
                false,
                List.of(),
                repeats,
                breaches);
    }

    private static History lost(
            String id, int accepted, int turn, int failures, boolean cooked, Stop... missing) {
        @Nullable BigInteger sequence = turn == 0 ? null : BigInteger.valueOf(turn);
        return new History(
                id,
                "berlin",
                "velo",
                accepted,
                null,
                sequence,
                turn,
                failures,
                cooked,
                Set.of(),
                false,
                List.of(missing),
                0,
                List.of());
    }
}
