package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues themselves: their names, attributes, accounts and lists. */
interface QueueSettings extends Scenario {
    @Test
    default void creating_a_queue_again_as_it_is_gives_its_url() {
        String name = Scenario.newName();
        Map<QueueAttributeName, String> attributes =
                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "45");

        String first = sqs().createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();

        assertThat(sqs().createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl())
                .isEqualTo(first);
        assertThat(sqs().createQueue(q -> q.queueName(name)).queueUrl()).isEqualTo(first);
    }

    @Test
    default void a_new_queue_has_the_attributes_that_aws_documents() {
        String name = Scenario.newName();
        String queue = sqs().createQueue(q -> q.queueName(name)).queueUrl();

        assertThat(attributes(queue))
                .containsEntry(
                        QueueAttributeName.QUEUE_ARN,
                        "arn:aws:sqs:" + Access.REGION + ":" + Access.ACCOUNT + ":" + name)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1048576")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")
                .containsEntry(QueueAttributeName.DELAY_SECONDS, "0")
                .containsEntry(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "0")
                .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                .containsKeys(
                        QueueAttributeName.CREATED_TIMESTAMP,
                        QueueAttributeName.LAST_MODIFIED_TIMESTAMP)
                .doesNotContainKey(QueueAttributeName.FIFO_QUEUE);
    }

    @Test
    default void attributes_that_only_change_how_aws_stores_are_kept() {
        String queue = newQueue();
        String policy =
                ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\","
                                + "\"Resource\":\"%s\"}]}")
                        .formatted(arn(queue));

        sqs().setQueueAttributes(s ->
                s.queueUrl(queue)
                        .attributes(
                                Map.of(
                                        QueueAttributeName.POLICY,
                                        policy,
                                        QueueAttributeName.KMS_MASTER_KEY_ID,
                                        "alias/aws/sqs",
                                        QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS,
                                        "600")));

        assertThat(attributes(queue))
                .containsEntry(QueueAttributeName.POLICY, policy)
                .containsEntry(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs")
                .containsEntry(QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "600")
                .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
    }

    @Test
    default void queues_are_listed_page_by_page() {
        String prefix = Scenario.newName();
        List<String> queues = new ArrayList<>();
        for (String name : List.of("-a", "-b", "-c", "-d", "-e")) {
            queues.add(sqs().createQueue(q -> q.queueName(prefix + name)).queueUrl());
        }

        List<String> listed = new ArrayList<>();
        ListQueuesResponse page = sqs().listQueues(l -> l.queueNamePrefix(prefix).maxResults(2));
        listed.addAll(page.queueUrls());
        while (page.nextToken() != null) {
            assertThat(page.queueUrls()).hasSize(2);
            String token = page.nextToken();
            page = sqs().listQueues(l -> l.queueNamePrefix(prefix).maxResults(2).nextToken(token));
            listed.addAll(page.queueUrls());
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(queues);
        assertThat(
                        sqs().listQueuesPaginator(l -> l.queueNamePrefix(prefix).maxResults(3))
                                .queueUrls())
                .containsExactlyInAnyOrderElementsOf(queues);
    }

    @Test
    default void sources_of_a_dead_letter_queue_are_listed_page_by_page() {
        String dead = newQueue();
        Map<QueueAttributeName, String> redrive =
                Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(dead, 3));
        List<String> sources = List.of(newQueue(redrive), newQueue(redrive), newQueue(redrive));

        assertThat(
                        sqs().listDeadLetterSourceQueuesPaginator(
                                        l -> l.queueUrl(dead).maxResults(2))
                                .queueUrls())
                .containsExactlyInAnyOrderElementsOf(sources);
    }

    @Test
    default void accounts_and_regions_do_not_see_each_others_queues() {
        String name = Scenario.newName();
        String account = "111122223333";
        SqsClient other = sdk().sqs(access().of(account, "eu-west-1"));

        String ours = sqs().createQueue(q -> q.queueName(name)).queueUrl();
        String theirs = other.createQueue(q -> q.queueName(name)).queueUrl();
        sqs().sendMessage(m -> m.queueUrl(ours).messageBody("ours"));
        other.sendMessage(m -> m.queueUrl(theirs).messageBody("theirs"));

        assertThat(theirs).endsWith("/" + account + "/" + name).isNotEqualTo(ours);
        assertThat(other.receiveMessage(r -> r.queueUrl(theirs)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("theirs"));
        assertThat(receive(ours).body()).isEqualTo("ours");
        assertThat(sdk().sts(access().of(account, "eu-west-1")).getCallerIdentity().account())
                .isEqualTo(account);
    }
}
