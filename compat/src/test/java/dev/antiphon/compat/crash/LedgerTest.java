package dev.antiphon.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.compat.crash.Calls.Answer;
import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** That the ledger of the crash test sees what a server does wrong, and only that. */
final class LedgerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Findings findings = new Findings();
    private final Calls calls = new Calls(new Nowhere(), findings);
    private final Tracked message = new Tracked("queue/1 text", Duration.ZERO);

    /** A client that is never called. */
    private static final class Nowhere implements SqsClient {
        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    private static Answer<String> answer(long fromMillis, long toMillis) {
        return new Answer<>(
                "", Duration.ofMillis(fromMillis).toNanos(), Duration.ofMillis(toMillis).toNanos());
    }

    private void receive(long fromMillis, long toMillis, int count) {
        receive(fromMillis, toMillis, count, "id", "100");
    }

    private void receive(
            long fromMillis, long toMillis, int count, String id, String firstReceived) {
        Message received =
                Message.builder()
                        .messageId(id)
                        .body(message.body())
                        .receiptHandle("handle " + count)
                        .attributes(
                                Map.of(
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                        "" + count,
                                        MessageSystemAttributeName
                                                .APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                                        firstReceived))
                        .build();
        message.received(answer(fromMillis, toMillis), TIMEOUT, received, calls, findings);
    }

    private void assertBroken(Promise... promises) {
        assertThat(findings.list()).hasSize(promises.length);
        for (Promise promise : promises) {
            assertThat(findings.list()).anyMatch(line -> line.startsWith(promise + ":"));
        }
    }

    @Test
    void a_message_that_comes_back_after_its_timeout_breaks_nothing() {
        message.sent(answer(0, 1), "id", findings);
        receive(10, 20, 1);
        receive(5010, 5030, 2);
        message.deleting();
        message.deleted(answer(5040, 5050));

        assertBroken();
        assertThat(message.isThere()).isFalse();
    }

    @Test
    void a_message_that_was_acknowledged_and_never_came_is_still_there() {
        message.sent(answer(0, 1), "id", findings);

        assertThat(message.isThere()).isTrue();
    }

    @Test
    void a_message_that_may_have_been_deleted_need_not_be_there() {
        message.sent(answer(0, 1), "id", findings);
        receive(10, 20, 1);
        message.deleting();

        assertThat(message.isThere()).isFalse();
    }

    @Test
    void a_message_received_in_flight_is_found() {
        receive(10, 20, 1);
        receive(2000, 2010, 2);

        assertBroken(Promise.MESSAGES_IN_FLIGHT_ARE_INVISIBLE);
    }

    @Test
    void a_message_received_twice_at_once_is_found() {
        receive(10, 30, 1);
        receive(20, 40, 2);

        assertBroken(Promise.MESSAGES_IN_FLIGHT_ARE_INVISIBLE);
    }

    @Test
    void an_answer_that_was_long_on_its_way_breaks_nothing() {
        receive(10, 6000, 2);
        receive(20, 30, 1);

        assertBroken();
    }

    @Test
    void a_held_message_that_comes_back_too_early_is_found() {
        receive(10, 20, 1);
        message.holding();
        message.held(answer(30, 40), Duration.ofMinutes(10));
        receive(9000, 9010, 2);

        assertBroken(Promise.MESSAGES_IN_FLIGHT_ARE_INVISIBLE);
    }

    @Test
    void a_deleted_message_that_comes_back_is_found() {
        receive(10, 20, 1);
        message.deleting();
        message.deleted(answer(30, 40));
        receive(9000, 9010, 2);

        assertBroken(Promise.DELETED_MESSAGES_STAY_AWAY);
    }

    @Test
    void a_delete_that_came_too_late_promises_nothing() {
        receive(10, 20, 1);
        message.deleting();
        message.deleted(answer(4000, 6000));
        receive(9000, 9010, 2);

        assertBroken();
    }

    @Test
    void a_delayed_message_that_comes_too_early_is_found() {
        Tracked delayed = new Tracked("queue/2 text", Duration.ofSeconds(3));
        delayed.sent(answer(0, 10), "id", findings);
        delayed.received(
                answer(20, 30),
                TIMEOUT,
                Message.builder().messageId("id").receiptHandle("handle").build(),
                calls,
                findings);

        assertBroken(Promise.DELAYS_ARE_KEPT);
    }

    @Test
    void receives_that_are_forgotten_or_made_up_are_found() {
        receive(10, 20, 1);
        receive(9000, 9010, 1);
        receive(19_000, 19_010, 7);

        assertBroken(Promise.RECEIVES_ARE_COUNTED);
        assertThat(findings.list().getFirst()).contains("broken 2 times");
    }

    @Test
    void a_first_receive_that_changes_is_found() {
        receive(10, 20, 1, "id", "100");
        receive(9000, 9010, 2, "id", "9000");

        assertBroken(Promise.THE_FIRST_RECEIVE_IS_REMEMBERED);
    }

    @Test
    void a_message_that_is_there_twice_is_found() {
        message.sent(answer(0, 1), "id", findings);
        receive(10, 20, 1, "other", "100");

        assertBroken(Promise.MESSAGES_ARE_THERE_ONCE);
    }

    @Test
    void a_group_out_of_order_is_found() {
        Group group = new Group("group", findings);
        Tracked first = new Tracked("queue/1 text", Duration.ZERO);
        Tracked second = new Tracked("queue/2 text", Duration.ZERO);
        group.add(first);
        group.add(second);

        group.received(new Received(answer(10, 20), TIMEOUT, List.of()), List.of(second, first));

        assertBroken(Promise.GROUPS_KEEP_THEIR_ORDER);
    }

    @Test
    void a_group_goes_on_behind_what_was_perhaps_deleted() {
        Group group = new Group("group", findings);
        Tracked first = new Tracked("queue/1 text", Duration.ZERO);
        Tracked second = new Tracked("queue/2 text", Duration.ZERO);
        group.add(first);
        group.add(second);
        first.deleting();

        group.received(new Received(answer(10, 20), TIMEOUT, List.of()), List.of(second));

        assertBroken();
    }

    @Test
    void a_group_that_does_not_wait_is_found() {
        Group group = new Group("group", findings);
        Tracked first = new Tracked("queue/1 text", Duration.ZERO);
        Tracked second = new Tracked("queue/2 text", Duration.ZERO);
        group.add(first);
        group.add(second);

        group.received(new Received(answer(10, 20), TIMEOUT, List.of()), List.of(first));
        first.deleting();
        group.received(new Received(answer(30, 40), TIMEOUT, List.of()), List.of(second));

        assertBroken(Promise.GROUPS_WAIT_FOR_MESSAGES_IN_FLIGHT);
    }
}
