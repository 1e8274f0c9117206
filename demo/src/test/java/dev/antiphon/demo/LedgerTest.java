package dev.antiphon.demo;

import static dev.antiphon.demo.Orders.invoiced;
import static dev.antiphon.demo.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.demo.Deliveries.Finding;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private long now = 1_000_000_000;
    private final Ledger ledger = new Ledger(() -> now, "velo");

    @Test
    void an_order_goes_its_way_once() {
        Order order = accepted(invoiced("o-1"), "event");
        now += Duration.ofMillis(2).toNanos();
        cook(order, Finding.FIRST);
        publish(order, "release");
        assertThat(ledger.totals().served(1)).isFalse();
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-1", Finding.FIRST);
        ledger.released(Stop.ANALYTICS, Release.of(order), "release", Finding.FIRST);
        ledger.released(Stop.INVOICING, Release.of(order), "raw-2", Finding.FIRST);
        assertThat(ledger.totals().served(1)).isFalse();
        ledger.told(Release.of(order), "release");
        assertThat(ledger.totals().served(1)).isTrue();
        assertThat(ledger.totals().unreplayed()).isEqualTo(1);
        ledger.replayed(new OrderPlaced("event", order, "replay"), Finding.FIRST);

        History history = only();
        assertThat(history.lost()).isFalse();
        assertThat(history.reached()).containsExactlyInAnyOrder(Stop.values());
        assertThat(history.repeats()).isZero();
        assertThat(history.breaches()).isEmpty();
        assertThat(ledger.totals().unreplayed()).isZero();
        assertThat(ledger.totals().overall().count()).isEqualTo(1);
    }

    @Test
    void a_repeat_that_was_sent_twice_or_delivered_again_is_absorbed() {
        Order order = accepted(order("o-1"), "event");
        cook(order, Finding.FIRST);
        ledger.releases().attempted(Release.of(order));
        publish(order, "release");
        cook(order, Finding.AGAIN);
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-1", Finding.FIRST);
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-1", Finding.AGAIN);
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-2", Finding.FIRST);

        assertThat(only().repeats()).isEqualTo(3);
        assertThat(only().breaches()).isEmpty();
        assertThat(ledger.totals().cooked()).isEqualTo(1);
        assertThat(ledger.totals().released()).isEqualTo(1);
    }

    @Test
    void more_messages_than_were_sent_are_a_breach() {
        Order order = accepted(order("o-1"), "event");
        publish(order, "release");
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-1", Finding.FIRST);
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-2", Finding.FIRST);
        assertThat(only().breaches()).containsExactly("2 of it at fulfilment, of 1 sent");
    }

    @Test
    void one_notification_in_two_messages_is_a_breach() {
        Order order = accepted(order("o-1"), "event");
        publish(order, "release");
        ledger.released(Stop.ANALYTICS, Release.of(order), "release", Finding.FIRST);
        ledger.released(Stop.ANALYTICS, Release.of(order), "release", Finding.FIRST);
        ledger.replayed(new OrderPlaced("event", order, "replay"), Finding.FIRST);
        ledger.replayed(new OrderPlaced("event", order, "replay"), Finding.FIRST);
        assertThat(only().breaches())
                .containsExactly(
                        "came to analytics in two messages", "came to loyalty in two messages");
    }

    @Test
    void what_was_acknowledged_and_did_not_come_is_missing() {
        Order order = accepted(order("o-1"), "event");
        cook(order, Finding.FIRST);
        publish(order, "release-1");
        publish(order, "release-2");
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-1", Finding.FIRST);
        ledger.released(Stop.ANALYTICS, Release.of(order), "release-1", Finding.FIRST);
        ledger.told(Release.of(order), "release-2");
        ledger.replayed(new OrderPlaced("event", order, "replay"), Finding.FIRST);
        assertThat(only().missing()).containsExactly(Stop.FULFILMENT, Stop.ANALYTICS, Stop.PARTNER);
        assertThat(only().lastSeen())
                .isEqualTo("cooked, but missing at fulfilment, analytics, the partner");

        ledger.released(Stop.FULFILMENT, Release.of(order), "raw-2", Finding.FIRST);
        ledger.released(Stop.ANALYTICS, Release.of(order), "release-2", Finding.FIRST);
        ledger.phoned(Release.of(order), "release-1", Finding.FIRST);
        assertThat(only().missing()).isEmpty();
        assertThat(ledger.totals().served(1)).isTrue();
    }

    @Test
    void a_dead_letter_of_the_partner_is_phoned_and_a_late_call_is_counted_apart() {
        Order order = accepted(order("o-1"), "event");
        publish(order, "release");
        ledger.calledAgain();
        ledger.phoned(Release.of(order), "release", Finding.FIRST);
        assertThat(ledger.totals().told()).isZero();
        assertThat(ledger.totals().phoned()).isEqualTo(1);
        assertThat(ledger.totals().calledAgain()).isEqualTo(1);
        assertThat(only().phoned()).isTrue();
    }

    @Test
    void what_a_filter_should_have_kept_back_is_a_breach() {
        Order card = accepted(order("o-1"), "event");
        publish(card, "release");
        ledger.released(Stop.INVOICING, Release.of(card), "raw", Finding.FIRST);
        assertThat(only().breaches()).containsExactly("came to invoicing, past its filter");
    }

    @Test
    void only_the_partner_with_the_endpoint_is_told_by_http() {
        Order other = accepted(Orders.of("heron"), "event");
        publish(other, "release");
        ledger.told(Release.of(other), "release");
        assertThat(only().breaches()).containsExactly("came to the partner, past its filter");
    }

    @Test
    void loyalty_gets_a_second_placement_too_and_absorbs_it() {
        Order order = accepted(order("o-1"), "event-1");
        accepted(order, "event-2");
        assertThat(ledger.totals().accepted()).isEqualTo(1);
        assertThat(ledger.totals().second()).isEqualTo(1);
        assertThat(ledger.totals().answered()).isEqualTo(2);

        ledger.replayed(new OrderPlaced("event-2", order, "replay"), Finding.FIRST);
        assertThat(ledger.totals().unreplayed()).isEqualTo(1);
        ledger.replayed(new OrderPlaced("event-1", order, "replay"), Finding.FIRST);
        assertThat(ledger.totals().unreplayed()).isZero();
        assertThat(ledger.totals().replayed()).isEqualTo(1);
        assertThat(ledger.totals().repeats()).isEqualTo(1);
    }

    @Test
    void an_event_that_comes_to_loyalty_without_a_replay_is_a_breach() {
        Order order = accepted(order("o-1"), "event");
        ledger.replayed(new OrderPlaced("event", order, null), Finding.FIRST);
        assertThat(only().breaches()).containsExactly("came to loyalty without a replay");
    }

    @Test
    void a_second_message_in_the_kitchens_is_a_breach_within_five_minutes() {
        Order order = accepted(order("o-1"), "event");
        cook(order, Finding.FIRST);
        cook(order, Finding.FIRST);
        assertThat(only().breaches())
                .containsExactly("a second message of it came to the kitchens");
    }

    @Test
    void a_second_message_in_the_kitchens_is_right_after_five_minutes() {
        Order order = accepted(order("o-1"), "event");
        cook(order, Finding.FIRST);
        now += Duration.ofMinutes(5).toNanos();
        cook(order, Finding.FIRST);
        assertThat(only().breaches()).isEmpty();
    }

    @Test
    void a_delivery_that_breaks_a_promise_is_a_breach() {
        Order order = accepted(order("o-1"), "event");
        cook(order, Finding.FIRST);
        cook(order, Finding.WHILE_HELD);
        publish(order, "release");
        ledger.released(Stop.FULFILMENT, Release.of(order), "raw", Finding.AFTER_DELETION);
        assertThat(only().breaches())
                .containsExactly(
                        "order delivered while another consumer held it",
                        "message to fulfilment came back after its deletion");
    }

    @Test
    void content_that_changed_on_the_way_is_a_breach() {
        accepted(order("o-1"), "event");
        publish(order("o-1"), "release");
        Order changed = order("o-1", "berlin", "Pad Thai");
        cook(changed, Finding.FIRST);
        Release release = Release.of(order("o-1", "hamburg", "Ramen"));
        ledger.released(Stop.FULFILMENT, release, "raw", Finding.FIRST);
        ledger.replayed(new OrderPlaced("event", changed, "replay"), Finding.FIRST);
        assertThat(only().breaches())
                .containsExactly(
                        "changed on its way to the kitchen",
                        "changed on its way to fulfilment",
                        "changed in the archive");
    }

    @Test
    void what_nobody_placed_is_a_stranger_and_is_not_cooked() {
        assertThat(ledger.inKitchen(order("o-9"), BigInteger.ONE, Finding.FIRST)).isFalse();
        ledger.told(Release.of(order("o-8")), "release");
        ledger.replayed(new OrderPlaced("event", order("o-7"), "replay"), Finding.FIRST);
        ledger.stranger("gibberish");
        assertThat(ledger.strangers()).hasSize(4);
        assertThat(ledger.histories()).isEmpty();
        assertThatThrownBy(() -> ledger.cooked("o-9")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_order_that_fails_waits_apart_and_its_latency_does_not_count() {
        Order poison = accepted(order("o-1"), "event-1");
        ledger.inKitchen(poison, BigInteger.ONE, Finding.FIRST);
        ledger.failed("o-1");
        now += Duration.ofSeconds(8).toNanos();
        accepted(order("o-2"), "event-2");
        now += Duration.ofSeconds(1).toNanos();

        assertThat(ledger.totals().failing()).isEqualTo(1);
        assertThat(ledger.totals().oldestFailing()).isEqualTo(Duration.ofSeconds(9));
        assertThat(ledger.totals().oldestUncooked()).isEqualTo(Duration.ofSeconds(1));

        cook(poison, Finding.FIRST);
        assertThat(ledger.totals().oldestUnreleased()).isEqualTo(Duration.ofSeconds(9));
        publish(poison, "release");
        ledger.released(Stop.FULFILMENT, Release.of(poison), "raw", Finding.FIRST);
        assertThat(ledger.totals().failing()).isZero();
        assertThat(ledger.totals().overall().count()).isZero();
        assertThat(ledger.totals().served(2)).isFalse();
    }

    @Test
    void kitchens_take_turns_in_the_order_of_first_sight() {
        Order first = accepted(order("o-1"), "event-1");
        Order second = accepted(order("o-2"), "event-2");
        cook(second, Finding.FIRST);
        cook(first, Finding.FIRST);
        cook(second, Finding.AGAIN);
        assertThat(ledger.histories()).extracting(History::turn).containsExactly(2, 1);
    }

    @Test
    void a_rejected_order_settles_the_account_and_is_lost() {
        ledger.placed(order("o-1"));
        ledger.orders().rejected(order("o-1"), "MalformedDetail");
        assertThat(ledger.totals().served(1)).isTrue();
        assertThat(ledger.totals().unreplayed()).isZero();
        assertThat(only().lost()).isTrue();
        assertThat(only().lastSeen()).isEqualTo("rejected by the bus: MalformedDetail");
    }

    private Order accepted(Order order, String event) {
        ledger.placed(order);
        ledger.orders().attempted(order);
        ledger.orders().accepted(order, event);
        return order;
    }

    private void cook(Order order, Finding finding) {
        assertThat(ledger.inKitchen(order, BigInteger.ONE, finding)).isTrue();
        ledger.cooked(order.id());
    }

    private void publish(Order order, String release) {
        ledger.releases().attempted(Release.of(order));
        ledger.releases().accepted(Release.of(order), release);
    }

    private History only() {
        assertThat(ledger.histories()).hasSize(1);
        return ledger.histories().getFirst();
    }
}
