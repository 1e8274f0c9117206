package dev.antiphon.demo;

import static dev.antiphon.demo.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.demo.Deliveries.Finding;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private long now = 1_000_000_000;
    private final Ledger ledger = new Ledger(() -> now);

    @Test
    void an_order_goes_its_way_once() {
        Order order = placedAndAccepted("o-1");
        now += Duration.ofMillis(2).toNanos();
        cook(order, Finding.FIRST);
        ledger.released(Release.of(order), Finding.FIRST);

        History history = only();
        assertThat(history.cooked()).isTrue();
        assertThat(history.released()).isTrue();
        assertThat(history.repeats()).isZero();
        assertThat(history.breaches()).isEmpty();
        assertThat(ledger.totals().overall().count()).isEqualTo(1);
        assertThat(ledger.totals().settled(1)).isTrue();
    }

    @Test
    void a_repeat_that_queues_may_make_is_absorbed() {
        Order order = placedAndAccepted("o-1");
        cook(order, Finding.FIRST);
        cook(order, Finding.AGAIN);
        ledger.released(Release.of(order), Finding.FIRST);
        ledger.released(Release.of(order), Finding.FIRST);

        assertThat(only().repeats()).isEqualTo(2);
        assertThat(only().breaches()).isEmpty();
        assertThat(ledger.totals().cooked()).isEqualTo(1);
        assertThat(ledger.totals().released()).isEqualTo(1);
    }

    @Test
    void a_second_placement_is_refused_by_naming_the_first_message() {
        placedAndAccepted("o-1");
        placedAndAccepted("o-1");

        assertThat(only().refused()).isEqualTo(1);
        assertThat(only().breaches()).isEmpty();
        assertThat(ledger.totals().accepted()).isEqualTo(1);
        assertThat(ledger.totals().answered()).isEqualTo(2);
    }

    @Test
    void a_second_message_of_the_same_order_is_a_breach_within_five_minutes() {
        placedAndAccepted("o-1");
        ledger.accepted("o-1", "another message", BigInteger.TWO);
        assertThat(only().breaches()).singleElement().asString().startsWith("accepted twice");
    }

    @Test
    void a_second_message_of_the_same_order_is_right_after_five_minutes() {
        Order order = placedAndAccepted("o-1");
        cook(order, Finding.FIRST);
        now += Duration.ofMinutes(5).toNanos();
        ledger.accepted("o-1", "another message", BigInteger.TWO);
        cook(order, Finding.FIRST);
        assertThat(only().breaches()).isEmpty();
    }

    @Test
    void a_second_message_in_the_kitchens_is_a_breach_even_if_its_sender_was_told_otherwise() {
        Order order = placedAndAccepted("o-1");
        cook(order, Finding.FIRST);
        cook(order, Finding.FIRST);
        assertThat(only().breaches())
                .containsExactly("a second message of it came to the kitchens");
    }

    @Test
    void a_delivery_that_breaks_a_promise_is_a_breach() {
        Order order = placedAndAccepted("o-1");
        cook(order, Finding.FIRST);
        cook(order, Finding.WHILE_HELD);
        ledger.released(Release.of(order), Finding.AFTER_DELETION);
        assertThat(only().breaches())
                .containsExactly(
                        "order delivered while another consumer held it",
                        "release came back after its deletion");
    }

    @Test
    void content_that_changed_on_the_way_is_a_breach() {
        placedAndAccepted("o-1");
        Order changed = order("o-1", "berlin", "Pad Thai");
        cook(changed, Finding.FIRST);
        ledger.released(Release.of(order("o-1", "hamburg", "Ramen")), Finding.FIRST);
        assertThat(only().breaches())
                .containsExactly(
                        "changed on its way to the kitchen", "changed on its way from the kitchen");
    }

    @Test
    void what_nobody_placed_is_a_stranger_and_is_not_cooked() {
        assertThat(ledger.inKitchen(order("o-9"), Finding.FIRST)).isFalse();
        ledger.released(Release.of(order("o-8")), Finding.FIRST);
        ledger.stranger("gibberish");
        assertThat(ledger.strangers()).hasSize(3);
        assertThat(ledger.histories()).isEmpty();
        assertThatThrownBy(() -> ledger.cooked("o-9")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_order_that_fails_waits_apart_and_its_latency_does_not_count() {
        Order poison = placedAndAccepted("o-1");
        ledger.inKitchen(poison, Finding.FIRST);
        ledger.failed("o-1");
        now += Duration.ofSeconds(8).toNanos();
        placedAndAccepted("o-2");
        now += Duration.ofSeconds(1).toNanos();

        assertThat(ledger.totals().failing()).isEqualTo(1);
        assertThat(ledger.totals().oldestFailing()).isEqualTo(Duration.ofSeconds(9));
        assertThat(ledger.totals().oldestUncooked()).isEqualTo(Duration.ofSeconds(1));

        cook(poison, Finding.FIRST);
        assertThat(ledger.totals().oldestUnreleased()).isEqualTo(Duration.ofSeconds(9));
        ledger.released(Release.of(poison), Finding.FIRST);
        assertThat(ledger.totals().failing()).isZero();
        assertThat(ledger.totals().overall().count()).isZero();
        assertThat(ledger.totals().settled(2)).isFalse();
    }

    @Test
    void kitchens_take_turns_in_the_order_of_first_sight() {
        Order first = placedAndAccepted("o-1");
        Order second = placedAndAccepted("o-2");
        cook(second, Finding.FIRST);
        cook(first, Finding.FIRST);
        cook(second, Finding.AGAIN);
        assertThat(ledger.histories()).extracting(History::turn).containsExactly(2, 1);
    }

    @Test
    void a_rejected_order_settles_the_account_and_tells_why() {
        ledger.placed(order("o-1"));
        ledger.rejected("o-1", "InvalidMessageContents");
        assertThat(ledger.totals().settled(1)).isTrue();
        assertThat(only().lastSeen()).isEqualTo("rejected by the queue: InvalidMessageContents");
    }

    private Order placedAndAccepted(String id) {
        Order order = order(id);
        ledger.placed(order);
        ledger.accepted(id, "message of " + id, BigInteger.ONE);
        return order;
    }

    private void cook(Order order, Finding finding) {
        assertThat(ledger.inKitchen(order, finding)).isTrue();
        ledger.cooked(order.id());
    }

    private History only() {
        assertThat(ledger.histories()).hasSize(1);
        return ledger.histories().getFirst();
    }
}
