package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final Bell.Account RANG = new Bell.Account(1, Duration.ofMillis(20));
    private static final Workflows.Account RUN =
            new Workflows.Account(3, 1, 1, 42, List.of(), List.of());

    @Test
    void nothing_is_wrong_when_every_order_came_to_one_end() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 10, 1),
                        good("h-1", "hamburg", 9, 2),
                        good("o-2", "berlin", 12, 3));
        assertThat(result.good()).isTrue();
        assertThat(result.webhooks()).isEqualTo(3);
        assertThat(result.stores()).isEqualTo(2);
        assertThat(result.table())
                .anyMatch(line -> line.contains("20 ms after its time"))
                .anyMatch(line -> line.matches(" +workflows +3 .* 1 tried again, 42 steps"));
    }

    @Test
    void an_order_that_came_to_no_end_is_lost() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 1, 1),
                        ended("o-2", Stage.COOKING, List.of(), List.of()),
                        ended("o-3", Stage.FAILED, List.of("UnknownFormat"), List.of()),
                        ended("o-4", Stage.RELEASED, List.of(), List.of(Stop.INVOICING)));
        assertThat(result.good()).isFalse();
        assertThat(result.lost())
                .containsExactly(
                        "velo-o-2 (last seen COOKING)",
                        "velo-o-3 (last seen FAILED, failed: UnknownFormat)",
                        "velo-o-4 (RELEASED, but missing at invoicing)");
        assertThat(result.table()).anyMatch(line -> line.contains("velo-o-2 (last seen"));
    }

    @Test
    void an_order_with_a_fault_is_doubled() {
        Reconciliation result = reconcile(broken("o-1", "has two ends", "wants two drivers"));
        assertThat(result.good()).isFalse();
        assertThat(result.doubled()).containsExactly("velo-o-1 (has two ends, wants two drivers)");
    }

    @Test
    void an_order_overtaken_by_a_later_one_of_its_store_is_out_of_order() {
        Reconciliation result =
                reconcile(
                        good("o-1", "berlin", 10, 2),
                        good("o-2", "berlin", 11, 1),
                        good("o-3", "berlin", 12, 3));
        assertThat(result.good()).isFalse();
        assertThat(result.outOfOrder()).containsExactly("velo-o-1 (berlin)");
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
    void an_order_that_was_redriven_is_cured_and_one_that_was_given_up_is_not() {
        Reconciliation result =
                reconcile(
                        ended("o-1", Stage.RELEASED, List.of("UnknownFormat"), List.of()),
                        ended("o-2", Stage.GIVEN_UP, List.of("BrokenOrder"), List.of()));
        assertThat(result.cured()).isEqualTo(1);
        assertThat(result.lost()).isEmpty();
    }

    @Test
    void a_bell_that_never_rang_is_lost() {
        Reconciliation result = reconcile(new Bell.Account(0, null));
        assertThat(result.good()).isFalse();
        assertThat(result.lost()).containsExactly("the closing bell (never rang)");
    }

    @Test
    void a_bell_that_rang_twice_is_doubled() {
        Reconciliation result = reconcile(new Bell.Account(2, Duration.ZERO));
        assertThat(result.good()).isFalse();
        assertThat(result.doubled()).containsExactly("the closing bell (rang 2 times)");
    }

    @Test
    void a_bell_that_rang_early_is_out_of_order() {
        Reconciliation result = reconcile(new Bell.Account(1, Duration.ofMillis(-1500)));
        assertThat(result.good()).isFalse();
        assertThat(result.outOfOrder()).containsExactly("the closing bell (rang 1.5 s early)");
    }

    @Test
    void a_stranger_is_a_fault() {
        Reconciliation result =
                Reconciliation.of(
                        List.of(good("o-1", "berlin", 1, 1)),
                        totals(),
                        RANG,
                        RUN,
                        List.of("{}"),
                        Queues.Depths.NONE);
        assertThat(result.good()).isFalse();
        assertThat(result.table()).anyMatch(line -> line.contains("strangers"));
    }

    @Test
    void a_workflow_that_is_missing_or_tells_what_did_not_happen_is_a_fault() {
        Reconciliation missing =
                reconcile(new Workflows.Account(0, 0, 0, 0, List.of("o-1"), List.of()));
        Reconciliation untrue =
                reconcile(new Workflows.Account(1, 0, 0, 14, List.of(), List.of("o-1")));

        assertThat(missing.good()).isFalse();
        assertThat(missing.lost()).containsExactly("o-1");
        assertThat(untrue.good()).isFalse();
        assertThat(untrue.table()).anyMatch(line -> line.contains("untrue workflows"));
    }

    @Test
    void a_message_left_in_a_queue_is_a_fault() {
        Reconciliation inAnOffice = reconcile(left(Queues.Name.SUPPORT, 1));
        Reconciliation atAStore = reconcile(new Queues.Depths(Map.of(), new Queue.Depth(1, 0)));
        assertThat(inAnOffice.good()).isFalse();
        assertThat(inAnOffice.table()).anyMatch(line -> line.contains("left in the queues"));
        assertThat(atAStore.good()).isFalse();
    }

    @Test
    void dead_letters_are_those_that_were_given_up() {
        assertThat(reconcile(left(Queues.Name.DEAD_ORDERS, 1)).good()).isFalse();

        Ledger ledger = new Ledger(() -> 0);
        Order order = Orders.order("o-1", "berlin", Menu.UNPRICED);
        ledger.placed(order);
        ledger.failed(order.key(), "BrokenOrder", Deliveries.Finding.FIRST);
        ledger.givenUp(order.key());
        assertThat(reconcile(ledger, left(Queues.Name.DEAD_ORDERS, 1)).good()).isTrue();
        assertThat(reconcile(ledger, Queues.Depths.NONE).good()).isFalse();
    }

    private static Queues.Depths left(Queues.Name queue, int messages) {
        return new Queues.Depths(Map.of(queue, new Queue.Depth(messages, 0)), Queue.Depth.NONE);
    }

    private static Reconciliation reconcile(Ledger ledger, Queues.Depths depths) {
        return Reconciliation.of(
                ledger.histories(), ledger.totals(), RANG, RUN, ledger.strangers(), depths);
    }

    private static Reconciliation reconcile(Workflows.Account workflows) {
        return Reconciliation.of(
                List.of(good("o-1", "berlin", 1, 1)),
                totals(),
                RANG,
                workflows,
                List.of(),
                Queues.Depths.NONE);
    }

    private static Reconciliation reconcile(History... orders) {
        return Reconciliation.of(
                List.of(orders), totals(), RANG, RUN, List.of(), Queues.Depths.NONE);
    }

    private static Reconciliation reconcile(Bell.Account bell) {
        return Reconciliation.of(
                List.of(good("o-1", "berlin", 1, 1)),
                totals(),
                bell,
                RUN,
                List.of(),
                Queues.Depths.NONE);
    }

    private static Reconciliation reconcile(Queues.Depths depths) {
        return Reconciliation.of(
                List.of(good("o-1", "berlin", 1, 1)), totals(), RANG, RUN, List.of(), depths);
    }

    private static Totals totals() {
        return new Ledger(() -> 0).totals();
    }

    private static History good(String id, String store, long sequence, int turn) {
        return with(id, store, BigInteger.valueOf(sequence), turn);
    }

    private static History with(String id, String store, BigInteger sequence, int turn) {
        return new History(
                Orders.order(id, store, "Ramen"),
                1,
                1,
                null,
                Stage.RELEASED,
                sequence,
                turn,
                List.of(),
                0,
                List.of(),
                0,
                List.of());
    }

    private static History broken(String id, String... faults) {
        return history(id, Stage.RELEASED, List.of(), List.of(), List.of(faults));
    }

    private static History ended(
            String id, Stage stage, List<String> failures, List<Stop> missing) {
        return history(id, stage, failures, missing, List.of());
    }

    private static History history(
            String id,
            Stage stage,
            List<String> failures,
            List<Stop> missing,
            List<String> faults) {
        return new History(
                Orders.order(id), 1, 1, null, stage, null, 0, failures, 0, missing, 0, faults);
    }
}
