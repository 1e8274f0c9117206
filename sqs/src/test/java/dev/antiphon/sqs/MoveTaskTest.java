package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

class MoveTaskTest {
    private final Account account = new Account();
    private final Consumer dead = new Consumer(account, account.create("dead"));
    private final Consumer one = source("one");
    private final Consumer two = source("two");

    private Consumer source(String name) {
        return new Consumer(
                account, account.create(name, "RedrivePolicy", Account.redrive("dead", 1)));
    }

    private void pass(Duration time) {
        account.node().advance(time);
    }

    /** Lets so many messages of a queue fail. */
    private List<String> fail(Consumer source, int messages) {
        source.fill(messages);
        List<String> ids = new ArrayList<>();
        while (ids.size() < messages) {
            source.receive(
                            ReceiveMessageRequest.builder()
                                    .maxNumberOfMessages(10)
                                    .visibilityTimeout(0))
                    .forEach(message -> ids.add(message.messageId()));
        }
        while (!source.receive(10).isEmpty()) {
            throw new AssertionError("all have been received once");
        }
        pass(Duration.ofSeconds(1));
        return ids;
    }

    private static StartMessageMoveTaskRequest.Builder move() {
        return StartMessageMoveTaskRequest.builder().sourceArn(Account.arn("dead"));
    }

    private String start(StartMessageMoveTaskRequest.Builder request) {
        StartMessageMoveTaskResponse response = account.node().call(request.build());
        return response.taskHandle();
    }

    private List<ListMessageMoveTasksResultEntry> tasks(@Nullable Integer most) {
        ListMessageMoveTasksResponse response =
                account.node()
                        .call(
                                ListMessageMoveTasksRequest.builder()
                                        .sourceArn(Account.arn("dead"))
                                        .maxResults(most)
                                        .build());
        return response.results();
    }

    private int count(Consumer queue) {
        return Integer.parseInt(
                account.get(queue.url(), "ApproximateNumberOfMessages")
                        .get("ApproximateNumberOfMessages"));
    }

    @Test
    void every_message_goes_back_to_the_queue_that_gave_it_up() {
        List<String> ids = fail(one, 30);
        fail(two, 20);
        start(move());
        assertThat(count(one)).isEqualTo(30);
        assertThat(count(two)).isEqualTo(20);
        assertThat(count(dead)).isZero();
        Message message = one.receiveOne();
        assertThat(message.body()).isEqualTo("0");
        assertThat(ids).as("it is a new message").doesNotContain(message.messageId());
        assertThat(Consumer.receives(message)).isEqualTo(1);
        assertThat(message.attributes())
                .doesNotContainKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
        assertThat(tasks(null))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.status()).isEqualTo("COMPLETED");
                    assertThat(task.taskHandle()).isNull();
                    assertThat(task.sourceArn()).isEqualTo(Account.arn("dead"));
                    assertThat(task.destinationArn()).isNull();
                    assertThat(task.maxNumberOfMessagesPerSecond()).isNull();
                    assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(50);
                    assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(50);
                    assertThat(task.failureReason()).isNull();
                    assertThat(task.startedTimestamp())
                            .isEqualTo(account.node().clock().instant().toEpochMilli());
                });
    }

    @Test
    void a_destination_may_be_given() {
        fail(one, 1_234);
        Consumer other = new Consumer(account, account.create("other"));
        start(move().destinationArn(Account.arn("other")));
        assertThat(count(other)).isEqualTo(1_234);
        assertThat(count(dead)).isZero();
        assertThat(tasks(null).get(0).destinationArn()).isEqualTo(Account.arn("other"));
    }

    @Test
    void messages_in_flight_stay() {
        fail(one, 20);
        List<Message> held = dead.receive(10);
        start(move());
        assertThat(count(one)).isEqualTo(10);
        assertThat(tasks(null).get(0).status()).isEqualTo("COMPLETED");
        pass(Duration.ofSeconds(30));
        assertThat(Consumer.bodies(dead.receive(10))).isEqualTo(Consumer.bodies(held));
    }

    @Test
    void what_dies_again_while_the_task_runs_is_not_moved_again() {
        fail(one, 40);
        start(move().maxNumberOfMessagesPerSecond(10));
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(100));
            one.receive(
                    ReceiveMessageRequest.builder().maxNumberOfMessages(10).visibilityTimeout(0));
        }
        assertThat(tasks(null).get(0).status()).isEqualTo("COMPLETED");
        assertThat(tasks(null).get(0).approximateNumberOfMessagesMoved()).isEqualTo(40);
        assertThat(count(dead) + count(one)).isEqualTo(40);
    }

    @Test
    void it_keeps_to_its_rate_and_goes_on_after_a_restart() {
        fail(one, 300);
        String handle = start(move().maxNumberOfMessagesPerSecond(15));
        pass(Duration.ofMillis(9_999));
        assertThat(count(one)).isBetween(140, 155);
        account.node().killAndRestart();
        assertThat(tasks(null))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.status()).isEqualTo("RUNNING");
                    assertThat(task.taskHandle()).isEqualTo(handle);
                    assertThat(task.maxNumberOfMessagesPerSecond()).isEqualTo(15);
                    assertThat(task.approximateNumberOfMessagesMoved()).isBetween(140L, 155L);
                });
        pass(Duration.ofSeconds(11));
        assertThat(count(one)).isEqualTo(300);
        assertThat(tasks(null).get(0).status()).isEqualTo("COMPLETED");
    }

    @Test
    void a_task_can_be_cancelled_and_what_it_moved_stays_moved() {
        fail(one, 100);
        String handle = start(move().maxNumberOfMessagesPerSecond(10));
        pass(Duration.ofSeconds(3));
        CancelMessageMoveTaskResponse cancelled = account.node().call(cancellation(handle));
        int moved = count(one);
        assertThat(cancelled.approximateNumberOfMessagesMoved()).isEqualTo(moved);
        pass(Duration.ofSeconds(5));
        assertThat(count(one)).isEqualTo(moved).isBetween(29, 32);
        assertThat(count(dead)).isEqualTo(100 - moved);
        assertThat(tasks(null).get(0).status()).isEqualTo("CANCELLED");
        account.refused(
                cancellation(handle),
                "UnsupportedOperation",
                "Only active tasks can be cancelled.");
        start(move());
        assertThat(count(one)).isEqualTo(100);
    }

    private static CancelMessageMoveTaskRequest cancellation(String handle) {
        return CancelMessageMoveTaskRequest.builder().taskHandle(handle).build();
    }

    @Test
    void a_message_that_was_sent_to_the_dead_letter_queue_itself_has_no_source() {
        dead.send("direct");
        start(move());
        assertThat(tasks(null))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.status()).isEqualTo("FAILED");
                    assertThat(task.failureReason()).isEqualTo("CouldNotDetermineMessageSource");
                });
        assertThat(dead.bodies(1)).containsExactly("direct");
    }

    @Test
    void a_source_that_is_gone_fails_the_task() {
        fail(one, 1);
        account.delete(one.url());
        start(move());
        assertThat(tasks(null).get(0).failureReason())
                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(count(dead)).isEqualTo(1);
    }

    @Test
    void one_task_at_a_time_and_the_last_ten_are_told() {
        fail(one, 20);
        start(move().maxNumberOfMessagesPerSecond(1));
        account.refused(
                move().build(),
                "InvalidParameterValue",
                "There is already a task running. Only one active task is allowed for a source"
                        + " queue arn at a given time.");
        pass(Duration.ofSeconds(30));
        for (int i = 0; i < 12; i++) {
            start(move());
        }
        assertThat(tasks(null)).hasSize(1);
        assertThat(tasks(10)).hasSize(10);
        account.refused(
                ListMessageMoveTasksRequest.builder()
                        .sourceArn(Account.arn("dead"))
                        .maxResults(11)
                        .build(),
                "InvalidParameterValue",
                "Value 11 for parameter MaxResults is invalid. Reason: Must be between 1 and 10,"
                        + " if provided.");
    }

    @Test
    void what_cannot_be_moved_is_refused() {
        account.create("dead.fifo", "FifoQueue", "true");
        account.refused(
                move().sourceArn(Account.arn("one")).build(),
                "InvalidParameterValue",
                "Source queue must be configured as a Dead Letter Queue.");
        account.refused(
                move().sourceArn(Account.arn("none")).build(),
                "ResourceNotFoundException",
                "The resource that you specified for the SourceArn parameter doesn't exist.");
        account.refused(
                move().destinationArn(Account.arn("none")).build(),
                "ResourceNotFoundException",
                "The resource that you specified for the DestinationArn parameter doesn't exist.");
        account.refused(
                move().destinationArn(Account.arn("dead")).build(),
                "InvalidParameterValue",
                "Source queue arn and destination queue arn cannot be the same.");
        account.refused(
                move().destinationArn(Account.arn("dead.fifo")).build(),
                "InvalidParameterValue",
                "Source queue and destination queue must be of the same type.");
        for (int rate : new int[] {0, 501}) {
            account.refused(
                    move().maxNumberOfMessagesPerSecond(rate).build(),
                    "InvalidParameterValue",
                    "Value "
                            + rate
                            + " for parameter MaxNumberOfMessagesPerSecond is invalid. Reason:"
                            + " Must be between 1 and 500, if provided.");
        }
        account.refused(
                cancellation(new MoveTaskHandle(dead.arn(), 5).toString()),
                "ResourceNotFoundException",
                "Task does not exist.");
    }
}
