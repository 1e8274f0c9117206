package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.demo.Deliveries.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class BellTest {

    private static final Instant CLOSING = Instant.parse("2026-11-21T20:00:00Z");

    private Instant now = CLOSING;
    private final List<String> news = new ArrayList<>();
    private final Bell bell = new Bell(() -> now, news::add);

    @Test
    void it_tells_how_late_it_rang() {
        bell.expect(CLOSING);
        assertThat(bell.account()).isEqualTo(new Bell.Account(0, null));
        now = CLOSING.plusMillis(30);
        ring(Finding.FIRST);
        assertThat(bell.account()).isEqualTo(new Bell.Account(1, Duration.ofMillis(30)));
        assertThat(news).hasSize(1);
    }

    @Test
    void a_ring_delivered_again_is_the_same_ring() {
        bell.expect(CLOSING);
        ring(Finding.FIRST);
        ring(Finding.AGAIN);
        assertThat(bell.account().rings()).isEqualTo(1);
    }

    @Test
    void a_second_message_and_one_that_must_not_come_are_rings_of_their_own() {
        bell.expect(CLOSING);
        ring(Finding.FIRST);
        ring(Finding.FIRST);
        ring(Finding.AFTER_DELETION);
        assertThat(bell.account().rings()).isEqualTo(3);
    }

    private void ring(Finding finding) {
        bell.read(new Inbox.Delivery(Message.builder().messageId("m").build(), 0, finding));
    }
}
