package dev.antiphon.testkit;

import static dev.antiphon.testkit.Branch.HERE;
import static dev.antiphon.testkit.Branch.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls that wait for a topic can count on. */
final class WaitingTest {
    private final Branch branch = new Branch();
    private final TestNode node = branch.node();

    @Test
    void a_waiting_call_runs_again_when_its_topic_is_signalled() {
        Pending<Long> waiting = startWaiting(Duration.ofSeconds(20));
        node.runUntilQuiet();
        assertThat(waiting.ended()).isFalse();

        branch.put(HERE, 3);
        assertThat(waiting.value()).isEqualTo(3);
    }

    private Pending<Long> startWaiting(Duration patience) {
        return node.startWork(
                HERE,
                tx -> {
                    long balance = read(tx, HERE);
                    boolean over = !tx.now().isBefore(tx.arrivedAt().plus(patience));
                    return balance >= 0 || over
                            ? Outcome.reply(balance)
                            : Outcome.waitFor(HERE, tx.arrivedAt().plus(patience));
                });
    }

    @Test
    void a_waiting_call_runs_a_last_time_at_its_deadline() {
        Pending<Long> waiting = startWaiting(Duration.ofSeconds(20));
        node.advance(Duration.ofMillis(19_999));
        assertThat(waiting.ended()).isFalse();
        node.advance(Duration.ofMillis(1));
        assertThat(waiting.value()).isEqualTo(-1);
    }

    @Test
    void a_signal_wakes_the_longest_waiting_call_and_skips_those_who_hung_up() {
        Pending<Long> gone = startWaiting(Duration.ofSeconds(20));
        Pending<Long> first = startWaiting(Duration.ofSeconds(20));
        Pending<Long> second = startWaiting(Duration.ofSeconds(20));
        node.runUntilQuiet();
        gone.cancel();
        branch.put(HERE, 3);

        assertThat(gone.ended()).isFalse();
        assertThat(first.value()).isEqualTo(3);
        assertThat(second.ended()).isFalse();
    }

    @Test
    void who_hangs_up_after_being_woken_leaves_the_turn_to_the_next() {
        Pending<Long> first = startWaiting(Duration.ofSeconds(20));
        Pending<Long> second = startWaiting(Duration.ofSeconds(20));
        node.runUntilQuiet();
        Pending<Boolean> write =
                node.startWork(
                        HERE,
                        tx -> {
                            first.cancel(); // in the same round, after the signal and before the
                            // wake
                            tx.put(Bank.ACCOUNTS, HERE, 3L);
                            return Outcome.reply(true);
                        });
        node.runUntilQuiet();
        assertThat(write.value()).isTrue();
        assertThat(second.value()).isEqualTo(3);
    }

    @Test
    void a_shard_that_listens_is_told_once_and_in_its_turn() {
        Pending<Long> before = startWaiting(Duration.ofSeconds(20));
        listen();
        Pending<Long> after = startWaiting(Duration.ofSeconds(20));
        branch.put(HERE, -1); // wakes the first in vain, which waits on in its place
        branch.put(HERE, 3);
        assertThat(before.value()).isEqualTo(3);
        assertThat(told()).isEmpty();

        branch.put(HERE, 4);
        assertThat(told()).containsExactly("told " + HERE);
        assertThat(after.ended()).isFalse();

        branch.put(HERE, 5);
        assertThat(after.value()).isEqualTo(5);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_signal_that_a_shard_has_no_use_for_goes_to_the_next() {
        listen();
        Pending<Long> after = startWaiting(Duration.ofSeconds(20));
        node.run(HERE, tx -> Branch.replyAfter(() -> tx.shard(Bank.TOTALS).interested = false));
        branch.put(HERE, 3);
        assertThat(told()).hasSize(1);
        assertThat(after.value()).isEqualTo(3);
    }

    @Test
    void an_operation_that_fails_does_not_listen() {
        Pending<Boolean> failing =
                node.startWork(
                        HERE,
                        tx -> {
                            tx.listen(HERE, Bank.TOTALS);
                            throw new IllegalStateException("on purpose");
                        });
        node.runUntilQuiet();
        branch.put(HERE, 3);
        assertThat(failing.error()).isInstanceOf(IllegalStateException.class);
        assertThat(told()).isEmpty();
    }

    private void listen() {
        node.run(HERE, tx -> Branch.replyAfter(() -> tx.listen(HERE, Bank.TOTALS)));
    }

    private List<String> told() {
        return node.run(
                HERE,
                tx ->
                        Outcome.reply(
                                tx.shard(Bank.TOTALS).events.stream()
                                        .filter(event -> event.startsWith("told"))
                                        .toList()));
    }
}
