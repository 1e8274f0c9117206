package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.demo.Deliveries.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries(Duration.ofSeconds(5));

    @Test
    void the_first_delivery_is_the_first() {
        assertThat(delivered("m", 0, 1)).isEqualTo(Finding.FIRST);
        assertThat(delivered("n", 0, 1)).isEqualTo(Finding.FIRST);
    }

    @Test
    void a_message_may_come_again_after_its_timeout() {
        delivered("m", 0, 1);
        assertThat(delivered("m", 2, 5001)).isEqualTo(Finding.AGAIN);
    }

    @Test
    void a_message_may_not_come_while_it_is_held() {
        delivered("m", 0, 1);
        assertThat(delivered("m", 2, 4900)).isEqualTo(Finding.WHILE_HELD);
    }

    @Test
    void every_delivery_holds_the_message_anew() {
        delivered("m", 0, 1);
        delivered("m", 5000, 5100);
        assertThat(delivered("m", 5200, 9900)).isEqualTo(Finding.WHILE_HELD);
    }

    @Test
    void a_message_given_back_may_come_at_once_but_only_once() {
        delivered("m", 0, 1);
        deliveries.givingBack("m");
        assertThat(delivered("m", 2, 3)).isEqualTo(Finding.AGAIN);
        assertThat(delivered("m", 4, 5)).isEqualTo(Finding.WHILE_HELD);
    }

    @Test
    void a_deleted_message_may_never_come_back() {
        delivered("m", 0, 1);
        deliveries.deleted("m", nanos(0), nanos(10));
        assertThat(delivered("m", 20_000, 20_001)).isEqualTo(Finding.AFTER_DELETION);
    }

    @Test
    void a_delivery_asked_for_before_the_deletion_was_acknowledged_is_no_comeback() {
        delivered("m", 0, 1);
        deliveries.deleted("m", nanos(0), nanos(4000));
        assertThat(delivered("m", 3900, 6100)).isEqualTo(Finding.AGAIN);
    }

    @Test
    void a_deletion_after_the_timeout_may_be_outdated_and_promises_nothing() {
        delivered("m", 0, 1);
        deliveries.deleted("m", nanos(0), nanos(5001));
        assertThat(delivered("m", 9000, 9001)).isEqualTo(Finding.AGAIN);
    }

    @Test
    void what_was_never_delivered_cannot_be_deleted() {
        assertThatThrownBy(() -> deliveries.deleted("m", 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Finding delivered(String messageId, long askedMillis, long answeredMillis) {
        return deliveries.delivered(messageId, nanos(askedMillis), nanos(answeredMillis));
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
