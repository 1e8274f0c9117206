package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class RetentionTest {
    private final Account account = new Account();
    private final Consumer queue =
            new Consumer(account, account.create("q", "MessageRetentionPeriod", "60"));

    private void pass(Duration time) {
        account.node().advance(time);
    }

    private String count() {
        QueueCounts counts = queue.inside((tx, live) -> live.messages().counts());
        return counts.visible() + " " + counts.inFlight() + " " + counts.delayed();
    }

    @Test
    void a_message_vanishes_after_the_retention_period_whatever_its_state() {
        queue.send("in flight");
        queue.receiveOne();
        queue.send("visible");
        queue.send(SendMessageRequest.builder().messageBody("delayed").delaySeconds(900));
        pass(Duration.ofSeconds(29));
        queue.send("younger");
        queue.send("tenant", "of a tenant");
        assertThat(count()).isEqualTo("3 1 1");
        pass(Duration.ofSeconds(31));
        assertThat(count()).isEqualTo("2 0 0");
        pass(Duration.ofSeconds(29));
        assertThat(count()).isEqualTo("0 0 0");
        assertThat(queue.receive(10)).isEmpty();
    }

    @Test
    void thousands_vanish_in_slices() {
        queue.fill(2_345);
        pass(Duration.ofSeconds(30));
        queue.fill(10);
        pass(Duration.ofSeconds(30));
        assertThat(count()).isEqualTo("10 0 0");
    }

    @Test
    void changing_the_period_holds_for_messages_that_are_there() {
        queue.send("a");
        account.set(queue.url(), "MessageRetentionPeriod", "600");
        pass(Duration.ofMinutes(5));
        assertThat(count()).isEqualTo("1 0 0");
        account.set(queue.url(), "MessageRetentionPeriod", "120");
        assertThat(queue.receive(10)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(count()).isEqualTo("0 0 0");
    }

    @Test
    void expired_messages_are_swept_after_a_restart_too() {
        queue.fill(50);
        account.node().killAndRestart();
        pass(Duration.ofMinutes(1));
        assertThat(count()).isEqualTo("0 0 0");
        queue.send("new");
        assertThat(queue.bodies(10)).containsExactly("new");
    }

    @Test
    void a_purge_empties_the_queue_messages_in_flight_included() {
        queue.fill(10);
        queue.receive(5);
        queue.send(SendMessageRequest.builder().messageBody("delayed").delaySeconds(3));
        queue.purge();
        assertThat(count()).isEqualTo("0 0 0");
        queue.send("after");
        pass(Duration.ofSeconds(31));
        assertThat(queue.bodies(10)).containsExactly("after");
        account.node().killAndRestart();
        assertThat(count()).isEqualTo("0 1 0");
    }

    @Test
    void a_second_purge_has_to_wait_for_a_minute() {
        queue.purge();
        pass(Duration.ofMillis(59_999));
        account.refused(
                PurgeQueueRequest.builder().queueUrl(queue.url()).build(),
                "PurgeQueueInProgress",
                "Only one PurgeQueue operation on q is allowed every 60 seconds.");
        pass(Duration.ofMillis(1));
        queue.purge();
    }

    @Test
    void a_queue_that_is_created_again_knows_nothing_of_the_old_one() {
        queue.fill(5);
        var message = queue.receiveOne();
        account.delete(queue.url());
        pass(Duration.ofSeconds(61));
        account.create("q");
        assertThat(queue.receive(10)).isEmpty();
        account.refused(
                queue.deletion(message),
                "ReceiptHandleIsInvalid",
                "The input receipt handle \""
                        + message.receiptHandle()
                        + "\" is not a valid receipt handle.");
    }
}
