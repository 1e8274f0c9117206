package dev.antiphon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void what_was_acknowledged_is_missing_until_it_is_seen() {
        long first = ledger.take(3);
        ledger.acknowledged(first, 3);
        ledger.received(first + 1);

        assertThat(ledger.missing()).isEqualTo(2);
        assertThat(ledger.acknowledged()).isEqualTo(3);
        assertThat(ledger.seen()).isEqualTo(1);
    }

    @Test
    void a_message_may_be_seen_before_its_acknowledgement_is() {
        long number = ledger.take(1);
        ledger.received(number);
        ledger.acknowledged(number, 1);

        assertThat(ledger.missing()).isZero();
    }

    @Test
    void what_was_not_acknowledged_is_not_missing_but_may_come() {
        ledger.take(2);

        assertThat(ledger.missing()).isZero();
        assertThat(ledger.received(1)).isTrue();
        assertThat(ledger.foreign()).isZero();
    }

    @Test
    void what_comes_twice_is_counted() {
        ledger.acknowledged(ledger.take(1), 1);
        ledger.received(0);

        assertThat(ledger.received(0)).isFalse();
        assertThat(ledger.duplicated()).isEqualTo(1);
        assertThat(ledger.missing()).isZero();
    }

    @Test
    void what_nobody_sent_is_foreign() {
        ledger.take(1);

        assertThat(ledger.received(1)).isFalse();
        assertThat(ledger.received(-1)).isFalse();
        assertThat(ledger.foreign()).isEqualTo(2);
    }
}
