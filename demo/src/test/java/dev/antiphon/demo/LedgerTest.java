package dev.antiphon.demo;

import static dev.antiphon.demo.Orders.event;
import static dev.antiphon.demo.Orders.invoiced;
import static dev.antiphon.demo.Orders.order;
import static dev.antiphon.demo.Orders.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.demo.Deliveries.Finding;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private long now = 1_000_000_000;
    private final Ledger ledger = new Ledger(() -> now);

    @Test
    void an_order_goes_its_way_once() {
        Order order = received(invoiced("o-1"));
        now += Duration.ofMillis(20).toNanos();
        cook(order);
        assertThat(ledger.totals().in(Stage.COOKING)).isEqualTo(1);
        ledger.ready(order.key());
        assertThat(ledger.totals().in(Stage.WAITING)).isEqualTo(1);
        callBack(order, CallBack.NEAR);
        now += Duration.ofMillis(3).toNanos();
        analysed(order, OrderEvent.Type.RELEASED);
        ledger.arrived(
                Stop.SUPPORT, event(order, OrderEvent.Type.RELEASED, "RELEASED"), Finding.FIRST);
        fulfilled(order, "berlin");
        assertThat(ledger.totals().served(1)).isFalse();
        ledger.arrived(Stop.INVOICING, order.key());
        assertThat(ledger.totals().served(1)).isTrue();
        assertThat(ledger.totals().unreplayed()).isEqualTo(1);
        ledger.replayed(replayed(order, OrderEvent.Type.RELEASED, "RELEASED"), Finding.FIRST);

        assertThat(only().lost()).isFalse();
        assertThat(only().faults()).isEmpty();
        assertThat(only().repeats()).isZero();
        Totals totals = ledger.totals();
        assertThat(totals.unreplayed()).isZero();
        assertThat(totals.in(Stage.RELEASED)).isEqualTo(1);
        assertThat(totals.toStore().overall().maximum()).isBetween(millis(20), millis(21));
        assertThat(totals.toRelease().overall().maximum()).isBetween(millis(3), millis(4));
    }

    @Test
    void a_refused_order_ends_with_its_partner() {
        Order order = received(order("o-1", "berlin", Menu.NOT_ON_IT));
        analysed(order, OrderEvent.Type.REFUSED);
        ledger.arrived(
                Stop.SUPPORT, event(order, OrderEvent.Type.REFUSED, "REFUSED"), Finding.FIRST);
        assertThat(only().missing()).containsExactly(Stop.PARTNER);
        ledger.arrived(Stop.PARTNER, order.key());
        ledger.arrived(Stop.PARTNER, order.key());

        assertThat(only().lost()).isFalse();
        assertThat(only().faults()).isEmpty();
        assertThat(only().repeats()).isEqualTo(1);
    }

    @Test
    void a_cancelled_order_ends_with_its_store() {
        Order order = received(order("o-1"));
        cook(order);
        callBack(order, CallBack.CANCELLED);
        analysed(order, OrderEvent.Type.CANCELLED);
        ledger.arrived(
                Stop.SUPPORT, event(order, OrderEvent.Type.CANCELLED, "CANCELLED"), Finding.FIRST);
        ledger.arrived(Stop.STORE, order.key());

        assertThat(only().lost()).isFalse();
        assertThat(only().faults()).isEmpty();
    }

    @Test
    void a_failed_order_goes_on_when_it_is_redriven() {
        Order order = received(order("o-1"));
        ledger.failed(order.key(), "UnknownFormat", Finding.FIRST);
        assertThat(ledger.totals().in(Stage.FAILED)).isEqualTo(1);
        ledger.redriving(order.key());
        assertThat(only().stage()).isEqualTo(Stage.RECEIVED);
        ledger.failed(order.key(), "UnknownFormat", Finding.AGAIN);
        assertThat(only().stage()).isEqualTo(Stage.RECEIVED);
        assertThat(only().faults()).isEmpty();
        ledger.failed(order.key(), "UnknownFormat", Finding.FIRST);
        ledger.failed(order.key(), "UnknownFormat", Finding.FIRST);
        assertThat(only().faults()).containsExactly("failed 3 times and was redriven 1");
    }

    @Test
    void an_order_that_is_given_up_has_ended() {
        Order order = received(order("o-1", "berlin", Menu.UNPRICED));
        ledger.failed(order.key(), "BrokenOrder", Finding.FIRST);
        assertThat(only().lost()).isTrue();
        ledger.givenUp(order.key());
        assertThat(only().lost()).isFalse();
        assertThat(only().faults()).isEmpty();
        assertThat(ledger.totals().served(1)).isTrue();
    }

    @Test
    void an_order_has_one_end() {
        Order order = released(order("o-1"));
        analysed(order, OrderEvent.Type.CANCELLED);
        assertThat(only().faults()).contains("has two ends: [RELEASED, CANCELLED]");
    }

    @Test
    void an_event_is_told_once() {
        Order order = released(order("o-1"));
        ledger.analysed(event(order, OrderEvent.Type.RELEASED, "again"), Finding.FIRST);
        ledger.analysed(event(order, OrderEvent.Type.ACCEPTED, "ACCEPTED"), Finding.FIRST);
        ledger.analysed(event(order, OrderEvent.Type.ACCEPTED, "ACCEPTED"), Finding.AGAIN);
        assertThat(only().faults())
                .contains("2 events OrderReleased", "OrderAccepted in two messages")
                .doesNotContain("2 events OrderAccepted");
    }

    @Test
    void what_came_must_be_of_the_end_that_the_order_came_to() {
        Order order = released(order("o-1"));
        ledger.arrived(Stop.STORE, order.key());
        ledger.arrived(
                Stop.SUPPORT, event(order, OrderEvent.Type.CANCELLED, "other"), Finding.FIRST);
        assertThat(only().faults())
                .contains("is RELEASED, and came to its store", "another event came to support");
    }

    @Test
    void nobody_is_told_what_another_order_is() {
        Order order = received(order("o-1"));
        ledger.placed(order("o-2"));
        Order changed = order("o-1", "berlin", "Pho");
        ledger.analysed(event(changed, OrderEvent.Type.PLACED, "e"), Finding.FIRST);
        assertThat(history(order).faults())
                .containsExactly("OrderPlaced tells another order than was placed");
    }

    @Test
    void a_driver_who_was_confirmed_has_the_order() {
        Order order = received(order("o-1"));
        cook(order);
        callBack(order, CallBack.NEAR);
        ledger.callingBack(order.key(), CallBack.CANCELLED);
        analysed(order, OrderEvent.Type.CANCELLED);
        assertThat(only().faults())
                .containsExactly("is CANCELLED, and these were confirmed: [NEAR]");
    }

    @Test
    void nobody_but_the_driver_releases_an_order() {
        Order order = received(order("o-1"));
        cook(order);
        analysed(order, OrderEvent.Type.RELEASED);
        assertThat(only().faults()).containsExactly("is RELEASED, and nobody wanted it to be");
    }

    @Test
    void a_token_is_used_once_and_a_driver_is_wanted_once() {
        Order order = received(order("o-1"));
        ledger.driverRequested(order.key(), "early");
        cook(order);
        callBack(order, CallBack.NEAR);
        ledger.understood(order.key(), CallBack.NEAR);
        assertThat(only().faults())
                .containsExactly(
                        "wants a driver before its store has it",
                        "wants two drivers",
                        "was resumed twice: NEAR");
    }

    @Test
    void a_release_goes_to_its_own_store() {
        Order order = received(order("o-1"));
        fulfilled(order, "hamburg");
        assertThat(only().faults()).containsExactly("came to the fulfilment of hamburg");
    }

    @Test
    void what_a_queue_must_not_do_is_a_fault() {
        Order order = received(order("o-1"));
        OrderEvent event = event(order, OrderEvent.Type.ACCEPTED, "e");
        ledger.analysed(event, Finding.FIRST);
        ledger.analysed(event, Finding.WHILE_HELD);
        ledger.analysed(event, Finding.AFTER_DELETION);
        ledger.replayed(event, Finding.FIRST);
        assertThat(only().faults())
                .containsExactly(
                        "OrderAccepted delivered while another consumer held it",
                        "OrderAccepted came back after its deletion",
                        "came to loyalty without a replay");
    }

    @Test
    void second_webhooks_are_counted_apart() {
        Order order = received(order("o-1"));
        ledger.placed(order);
        ledger.sending(order);
        ledger.acknowledged(order);
        Totals totals = ledger.totals();
        assertThat(totals.answered()).isEqualTo(2);
        assertThat(totals.received()).isEqualTo(1);
        assertThat(totals.second()).isEqualTo(1);
        assertThat(only().webhooks()).isEqualTo(2);
    }

    @Test
    void an_order_that_the_api_rejects_is_lost() {
        Order order = order("o-1");
        ledger.placed(order);
        ledger.sending(order);
        ledger.rejected(order, "403");
        assertThat(only().lost()).isTrue();
        assertThat(only().lastSeen()).isEqualTo("rejected by the API: 403");
        assertThat(ledger.totals().served(1)).isTrue();
    }

    @Test
    void what_nobody_placed_is_a_stranger() {
        ledger.arrived(Stop.INVOICING, "o-1");
        ledger.inStore("o-2");
        ledger.stranger("hello");
        assertThat(ledger.strangers()).containsExactly("o-1", "o-2", "hello");
        assertThat(ledger.histories()).isEmpty();
    }

    @Test
    void orders_that_were_disturbed_do_not_tell_how_fast_the_middleware_is() {
        Order order = received(order("o-1"));
        ledger.turnedAway(order.key());
        ledger.inStore(order.key());
        assertThat(ledger.totals().toStore().overall().count()).isZero();
        assertThat(ledger.totals().turnedAway()).isEqualTo(1);
    }

    private Order received(Order order) {
        ledger.placed(order);
        ledger.sending(order);
        ledger.acknowledged(order);
        return order;
    }

    private void cook(Order order) {
        analysed(order, OrderEvent.Type.PLACED);
        analysed(order, OrderEvent.Type.ACCEPTED);
        ledger.inStore(order.key());
        analysed(order, OrderEvent.Type.COOKING);
        ledger.driverRequested(order.key(), "token");
    }

    private void callBack(Order order, CallBack with) {
        ledger.callingBack(order.key(), with);
        ledger.understood(order.key(), with);
    }

    private Order released(Order order) {
        received(order);
        cook(order);
        callBack(order, CallBack.NEAR);
        analysed(order, OrderEvent.Type.RELEASED);
        return order;
    }

    private void analysed(Order order, OrderEvent.Type type) {
        ledger.analysed(event(order, type, type.name()), Finding.FIRST);
    }

    private void fulfilled(Order order, String store) {
        OrderEvent event = event(order, OrderEvent.Type.RELEASED, "RELEASED");
        ledger.fulfilled(store, event, BigInteger.ONE, Finding.FIRST);
    }

    private History only() {
        assertThat(ledger.histories()).hasSize(1);
        return ledger.histories().getFirst();
    }

    private History history(Order order) {
        return ledger.histories().stream()
                .filter(each -> each.key().equals(order.key()))
                .findFirst()
                .orElseThrow();
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
