package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;

class CreateQueueTest {
    private static final String BAD_NAME =
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";
    private static final String BAD_FIFO_NAME =
            "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                    + " underscores, must end with .fifo suffix and be 1 to 80 in length.";

    private final Account account = new Account();

    @Test
    void a_queue_has_a_url_and_awss_defaults() {
        String url = account.create("orders");
        assertThat(url).isEqualTo("http://localhost:4566/000000000000/orders");
        assertThat(account.get(url, "All"))
                .isEqualTo(
                        Account.attributes(
                                "ApproximateNumberOfMessages", "0",
                                "ApproximateNumberOfMessagesDelayed", "0",
                                "ApproximateNumberOfMessagesNotVisible", "0",
                                "CreatedTimestamp", "1767225600",
                                "DelaySeconds", "0",
                                "LastModifiedTimestamp", "1767225600",
                                "MaximumMessageSize", "1048576",
                                "MessageRetentionPeriod", "345600",
                                "QueueArn", "arn:aws:sqs:us-east-1:000000000000:orders",
                                "ReceiveMessageWaitTimeSeconds", "0",
                                "SqsManagedSseEnabled", "true",
                                "VisibilityTimeout", "30"));
    }

    @Test
    void a_fifo_queue_tells_its_own_attributes_as_well() {
        String url =
                account.create(
                        "orders.fifo", "FifoQueue", "True", "ContentBasedDeduplication", "False");
        assertThat(account.get(url, "All"))
                .containsEntry("FifoQueue", "true")
                .containsEntry("ContentBasedDeduplication", "false")
                .containsEntry("DeduplicationScope", "queue")
                .containsEntry("FifoThroughputLimit", "perQueue")
                .hasSize(16);
    }

    @Test
    void the_same_queue_can_be_created_again() {
        String url = account.create("q", "VisibilityTimeout", "69", "DelaySeconds", "1");
        assertThat(account.create("q")).isEqualTo(url);
        assertThat(account.create("q", "DelaySeconds", "1")).isEqualTo(url);
        assertThat(account.create("q", "DelaySeconds", "01")).isEqualTo(url);
        account.set(url, "VisibilityTimeout", "70");
        assertThat(account.create("q", "VisibilityTimeout", "70")).isEqualTo(url);
        assertThat(account.get(url, "VisibilityTimeout"))
                .isEqualTo(Map.of("VisibilityTimeout", "70"));
    }

    @Test
    void another_queue_of_the_same_name_is_refused() {
        account.create("q", "VisibilityTimeout", "69", "DelaySeconds", "1");
        account.refused(
                Account.creation("q", "VisibilityTimeout", "69", "DelaySeconds", "2"),
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute"
                        + " DelaySeconds");
        account.create("q.fifo", "FifoQueue", "true", "ContentBasedDeduplication", "true");
        account.refused(
                Account.creation(
                        "q.fifo", "FifoQueue", "true", "ContentBasedDeduplication", "false"),
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute"
                        + " ContentBasedDeduplication");
    }

    @Test
    void a_redrive_policy_is_compared_by_its_meaning() {
        account.create("dlq");
        String url = account.create("q", "RedrivePolicy", Account.redrive("dlq", 5));
        String spaced =
                "{ \"maxReceiveCount\": \"5\", \"deadLetterTargetArn\": \""
                        + Account.arn("dlq")
                        + "\" }";
        assertThat(account.create("q", "RedrivePolicy", spaced)).isEqualTo(url);
        account.refused(
                Account.creation("q", "RedrivePolicy", Account.redrive("dlq", 6)),
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute"
                        + " RedrivePolicy");
    }

    @Test
    void names_follow_the_type_of_the_queue() {
        String longest = "x".repeat(80);
        account.create(longest);
        account.create("x".repeat(75) + ".fifo", "FifoQueue", "true");
        account.create("A-b_9");
        for (String name : List.of(longest + "x", "a.b", "q.fifo", "ä", " ", ".fifo", "a b")) {
            account.refused(Account.creation(name), "InvalidParameterValue", BAD_NAME);
        }
        account.refused(
                Account.creation("q.fifo", "FifoQueue", "false"),
                "InvalidParameterValue",
                BAD_NAME);
        for (String name : List.of("q", ".fifo", "x".repeat(76) + ".fifo", "a.b.fifo")) {
            account.refused(
                    Account.creation(name, "FifoQueue", "true"),
                    "InvalidParameterValue",
                    BAD_FIFO_NAME);
        }
    }

    @Test
    void attributes_that_a_queue_cannot_have_are_refused() {
        String table =
                """
                Foo                           | x     | InvalidAttributeName  | Unknown Attribute Foo.
                All                           | x     | InvalidAttributeName  | Unknown Attribute All.
                QueueArn                      | x     | InvalidAttributeName  | Unknown Attribute QueueArn.
                ApproximateNumberOfMessages   | 0     | InvalidAttributeName  | Unknown Attribute ApproximateNumberOfMessages.
                FifoQueue                     | false | InvalidAttributeName  | Unknown Attribute FifoQueue.
                ContentBasedDeduplication     | false | InvalidAttributeName  | Unknown Attribute ContentBasedDeduplication.
                DeduplicationScope            | queue | InvalidAttributeName  | You can specify the DeduplicationScope only when FifoQueue is set to true.
                FifoThroughputLimit           | perQueue | InvalidAttributeName | You can specify the FifoThroughputLimit only when FifoQueue is set to true.
                DelaySeconds                  | -1    | InvalidAttributeValue | Invalid value for the parameter DelaySeconds.
                DelaySeconds                  | 901   | InvalidAttributeValue | Invalid value for the parameter DelaySeconds.
                DelaySeconds                  | 1.5   | InvalidAttributeValue | Invalid value for the parameter DelaySeconds.
                DelaySeconds                  | soon  | InvalidAttributeValue | Invalid value for the parameter DelaySeconds.
                VisibilityTimeout             | 43201 | InvalidAttributeValue | Invalid value for the parameter VisibilityTimeout.
                VisibilityTimeout             | -1    | InvalidAttributeValue | Invalid value for the parameter VisibilityTimeout.
                MaximumMessageSize            | 1023  | InvalidAttributeValue | Invalid value for the parameter MaximumMessageSize.
                MaximumMessageSize            | 1048577 | InvalidAttributeValue | Invalid value for the parameter MaximumMessageSize.
                MessageRetentionPeriod        | 59    | InvalidAttributeValue | Invalid value for the parameter MessageRetentionPeriod.
                MessageRetentionPeriod        | 1209601 | InvalidAttributeValue | Invalid value for the parameter MessageRetentionPeriod.
                ReceiveMessageWaitTimeSeconds | 21    | InvalidAttributeValue | Invalid value for the parameter ReceiveMessageWaitTimeSeconds.
                KmsDataKeyReusePeriodSeconds  | 59    | InvalidAttributeValue | Invalid value for the parameter KmsDataKeyReusePeriodSeconds.
                SqsManagedSseEnabled          | maybe | InvalidAttributeValue | Invalid value for the parameter SqsManagedSseEnabled.
                Policy                        | {     | InvalidAttributeValue | Invalid value for the parameter Policy.
                """;
        for (List<String> row : Cases.of(table)) {
            account.refused(Account.creation("q", row.get(0), row.get(1)), row.get(2), row.get(3));
        }
    }

    @Test
    void what_a_fifo_queue_cannot_have_is_refused() {
        String table =
                """
                ContentBasedDeduplication | perhaps           | Invalid value for the parameter ContentBasedDeduplication.
                DeduplicationScope        | group             | Invalid value for the parameter DeduplicationScope.
                FifoThroughputLimit       | perMessageGroup   | Invalid value for the parameter FifoThroughputLimit.
                FifoThroughputLimit       | perMessageGroupId | Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.
                """;
        for (List<String> row : Cases.of(table)) {
            account.refused(
                    Account.creation("q.fifo", "FifoQueue", "true", row.get(0), row.get(1)),
                    "InvalidAttributeValue",
                    row.get(2));
        }
        String url =
                account.create(
                        "q.fifo",
                        "FifoThroughputLimit",
                        "perMessageGroupId",
                        "FifoQueue",
                        "true",
                        "DeduplicationScope",
                        "messageGroup");
        assertThat(account.get(url, "FifoThroughputLimit", "DeduplicationScope"))
                .isEqualTo(
                        Map.of(
                                "FifoThroughputLimit", "perMessageGroupId",
                                "DeduplicationScope", "messageGroup"));
    }

    @Test
    void a_name_is_free_again_a_minute_after_its_queue_was_deleted() {
        account.delete(account.create("q", "DelaySeconds", "5"));
        TestNode node = account.node();
        node.advance(Duration.ofMillis(59_999));
        account.refused(
                Account.creation("q"),
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with"
                        + " the same name.");
        node.advance(Duration.ofMillis(1));
        String url = account.create("q");
        assertThat(account.get(url, "DelaySeconds")).isEqualTo(Map.of("DelaySeconds", "0"));
    }

    @Test
    void a_deleted_name_stays_taken_across_a_crash_and_is_forgotten_in_time() {
        account.delete(account.create("q"));
        TestNode node = account.node();
        node.advance(Duration.ofSeconds(30));
        node.crashAndRestart();
        account.refused(
                Account.creation("q"),
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with"
                        + " the same name.");
        node.advance(Duration.ofSeconds(30));
        QueueArn arn = new QueueArn(Account.ID, Account.REGION, "q");
        assertThat(
                        node.<Boolean>run(
                                arn.toString(),
                                tx -> Outcome.reply(tx.has(SqsTables.DELETED_QUEUES, arn))))
                .isFalse();
    }

    @Test
    void a_queue_survives_a_crash_with_all_it_was_created_with() {
        account.create("dlq");
        String url =
                account.create(
                        "q",
                        "DelaySeconds",
                        "1",
                        "VisibilityTimeout",
                        "2",
                        "MaximumMessageSize",
                        "2048",
                        "MessageRetentionPeriod",
                        "60",
                        "ReceiveMessageWaitTimeSeconds",
                        "20",
                        "RedrivePolicy",
                        Account.redrive("dlq", 3),
                        "RedriveAllowPolicy",
                        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\""
                                + Account.arn("other")
                                + "\"]}",
                        "KmsMasterKeyId",
                        "alias/aws/sqs");
        Map<String, String> before = account.get(url, "All");
        String fifo =
                account.create(
                        "q.fifo",
                        "FifoQueue",
                        "true",
                        "DeduplicationScope",
                        "messageGroup",
                        "ContentBasedDeduplication",
                        "true");
        Map<String, String> fifoBefore = account.get(fifo, "All");

        account.node().crashAndRestart();

        assertThat(account.get(url, "All")).isEqualTo(before).hasSize(16);
        assertThat(account.get(fifo, "All")).isEqualTo(fifoBefore);
    }

    @Test
    void a_queue_can_be_created_with_tags() {
        account.node()
                .call(
                        CreateQueueRequest.builder()
                                .queueName("q")
                                .tags(Map.of("b", "2", "a", "1"))
                                .build());
        ListQueueTagsResponse tags =
                account.node()
                        .call(
                                ListQueueTagsRequest.builder()
                                        .queueUrl("http://localhost:4566/000000000000/q")
                                        .build());
        assertThat(tags.tags()).isEqualTo(Map.of("a", "1", "b", "2"));
    }
}
