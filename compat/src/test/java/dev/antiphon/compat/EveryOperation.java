package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Every operation of SQS once, and STS's GetCallerIdentity: short enough for the CLI, which starts
 * a process for each call.
 */
interface EveryOperation extends Scenario {
    @Test
    default void the_caller_is_told_who_he_is() {
        GetCallerIdentityResponse caller = sts().getCallerIdentity();

        assertThat(caller.account()).isEqualTo(Access.ACCOUNT);
        assertThat(caller.arn()).startsWith("arn:aws:").contains(Access.ACCOUNT);
        assertThat(caller.userId()).isNotBlank();
    }

    @Test
    default void a_queue_is_created_found_listed_and_deleted() {
        String name = Scenario.newName();
        String url =
                sqs().createQueue(q ->
                                q.queueName(name)
                                        .attributes(
                                                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "45"))
                                        .tags(Map.of("team", "kitchen")))
                        .queueUrl();

        assertThat(url).isEqualTo(access().endpoint() + "/" + Access.ACCOUNT + "/" + name);
        assertThat(sqs().getQueueUrl(g -> g.queueName(name)).queueUrl()).isEqualTo(url);
        assertThat(sqs().listQueues(l -> l.queueNamePrefix(name)).queueUrls()).containsExactly(url);
        assertThat(sqs().listQueueTags(l -> l.queueUrl(url)).tags())
                .containsExactly(Map.entry("team", "kitchen"));

        sqs().deleteQueue(d -> d.queueUrl(url));

        assertThat(sqs().listQueues(l -> l.queueNamePrefix(name)).queueUrls()).isEmpty();
    }

    @Test
    default void attributes_are_set_and_read() {
        String queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "45"));

        sqs().setQueueAttributes(s ->
                s.queueUrl(queue)
                        .attributes(
                                Map.of(
                                        QueueAttributeName.DELAY_SECONDS,
                                        "7",
                                        QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
                                        "2048")));

        assertThat(attributes(queue))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45")
                .containsEntry(QueueAttributeName.DELAY_SECONDS, "7")
                .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "2048")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600");
        assertThat(
                        sqs().getQueueAttributes(g ->
                                        g.queueUrl(queue)
                                                .attributeNames(QueueAttributeName.DELAY_SECONDS))
                                .attributes())
                .containsExactly(Map.entry(QueueAttributeName.DELAY_SECONDS, "7"));
    }

    @Test
    default void a_message_is_sent_received_and_deleted() {
        String queue = newQueue();
        Map<String, MessageAttributeValue> attributes =
                Map.of(
                        "Shop", Attribute.text("Köln, 東京"),
                        "Price", Attribute.number("12.50"),
                        "Logo", Attribute.binary("logo"));

        SendMessageResponse sent =
                sqs().sendMessage(m ->
                        m.queueUrl(queue).messageBody("two pizzas").messageAttributes(attributes));
        Message message = receive(queue);

        assertThat(sent.md5OfMessageBody()).isEqualTo(MessageMd5.of("two pizzas"));
        assertThat(sent.md5OfMessageAttributes()).isEqualTo(MessageMd5.of(attributes));
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.body()).isEqualTo("two pizzas");
        assertThat(message.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");

        delete(queue, message);

        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("0");
    }

    @Test
    default void a_message_comes_back_at_once_when_its_visibility_timeout_is_set_to_zero() {
        String queue = newQueue();
        send(queue, "again");
        Message first = receive(queue);
        assertEmpty(queue);

        setVisibilityTimeout(queue, first, Duration.ZERO);
        Message second = receive(queue);

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(second.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    default void messages_are_sent_changed_and_deleted_in_batches() {
        String queue = newQueue();

        SendMessageBatchResponse sent =
                sqs().sendMessageBatch(b ->
                        b.queueUrl(queue).entries(Batch.sending(List.of("apple", "bread"))));
        assertThat(sent.failed()).isEmpty();
        assertThat(sent.successful())
                .extracting(
                        SendMessageBatchResultEntry::id,
                        SendMessageBatchResultEntry::md5OfMessageBody)
                .containsExactlyInAnyOrder(
                        tuple("0", MessageMd5.of("apple")), tuple("1", MessageMd5.of("bread")));
        List<Message> messages = receive(queue, 2);

        List<String> handles = List.of(messages.getFirst().receiptHandle(), "nonsense");
        ChangeMessageVisibilityBatchResponse changed =
                sqs().changeMessageVisibilityBatch(b ->
                        b.queueUrl(queue).entries(Batch.hiding(handles, Duration.ofMinutes(1))));
        assertThat(changed.successful())
                .extracting(ChangeMessageVisibilityBatchResultEntry::id)
                .containsExactly("0");
        assertThat(changed.failed())
                .extracting(
                        BatchResultErrorEntry::id,
                        BatchResultErrorEntry::senderFault,
                        BatchResultErrorEntry::code)
                .containsExactly(tuple("1", true, "ReceiptHandleIsInvalid"));

        DeleteMessageBatchResponse deleted =
                sqs().deleteMessageBatch(b ->
                        b.queueUrl(queue)
                                .entries(
                                        Batch.deleting(
                                                messages.stream()
                                                        .map(Message::receiptHandle)
                                                        .toList())));
        assertThat(deleted.failed()).isEmpty();
        assertThat(deleted.successful())
                .extracting(DeleteMessageBatchResultEntry::id)
                .containsExactlyInAnyOrder("0", "1");
        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("0");
    }

    @Test
    default void a_group_of_a_fifo_queue_keeps_its_order() {
        String queue = newFifoQueue(Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        sendToGroup(queue, "store-1", "dough", "sauce", "dough", "cheese");

        List<Message> messages = receive(queue, 3);

        assertThat(messages).extracting(Message::body).containsExactly("dough", "sauce", "cheese");
        assertThat(messages)
                .extracting(m -> m.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsOnly("store-1");
        assertThat(messages)
                .extracting(m -> m.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    default void tags_are_added_listed_and_removed() {
        String queue = newQueue();

        sqs().tagQueue(t -> t.queueUrl(queue).tags(Map.of("team", "kitchen", "stage", "test")));
        sqs().untagQueue(t -> t.queueUrl(queue).tagKeys("stage"));

        assertThat(sqs().listQueueTags(l -> l.queueUrl(queue)).tags())
                .containsExactly(Map.entry("team", "kitchen"));
    }

    @Test
    default void permissions_become_statements_of_the_policy() {
        String queue = newQueue();

        sqs().addPermission(p ->
                p.queueUrl(queue)
                        .label("partners")
                        .awsAccountIds("111122223333")
                        .actions("SendMessage"));
        String policy = attribute(queue, QueueAttributeName.POLICY);
        sqs().removePermission(p -> p.queueUrl(queue).label("partners"));

        assertThat(policy)
                .contains("\"Sid\":\"partners\"", "111122223333", "SQS:SendMessage", arn(queue));
        assertThat(attribute(queue, QueueAttributeName.POLICY)).doesNotContain("partners");
    }

    @Test
    default void a_dead_letter_queue_knows_its_sources_and_a_move_task_empties_it() {
        String dead = newQueue();
        String source = newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(dead, 1)));
        String deadArn = arn(dead);
        send(source, "poison");
        setVisibilityTimeout(source, receive(source), Duration.ZERO);
        assertEmpty(source);

        assertThat(sqs().listDeadLetterSourceQueues(l -> l.queueUrl(dead)).queueUrls())
                .containsExactly(source);
        String task = sqs().startMessageMoveTask(t -> t.sourceArn(deadArn)).taskHandle();

        assertThat(task).isNotBlank();
        assertThat(receive(source).body()).isEqualTo("poison");
        ListMessageMoveTasksResultEntry listed =
                Await.get(
                        "the end of the task",
                        SOON,
                        () ->
                                sqs().listMessageMoveTasks(l -> l.sourceArn(deadArn))
                                        .results()
                                        .getFirst(),
                        entry -> entry.status().equals("COMPLETED"));
        assertThat(listed.approximateNumberOfMessagesMoved()).isEqualTo(1);
        assertThat(listed.sourceArn()).isEqualTo(deadArn);
    }

    @Test
    default void a_move_task_is_cancelled() {
        String dead = newQueue();
        newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(dead, 1)));
        String deadArn = arn(dead);
        List<String> ten = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        sqs().sendMessageBatch(b -> b.queueUrl(dead).entries(Batch.sending(ten)));
        String other = newQueue();
        String task =
                sqs().startMessageMoveTask(t ->
                                t.sourceArn(deadArn)
                                        .destinationArn(arn(other))
                                        .maxNumberOfMessagesPerSecond(1))
                        .taskHandle();

        Long moved =
                sqs().cancelMessageMoveTask(c -> c.taskHandle(task))
                        .approximateNumberOfMessagesMoved();

        assertThat(moved).isBetween(0L, 9L);
        Await.get(
                "the end of the task",
                SOON,
                () ->
                        sqs().listMessageMoveTasks(l -> l.sourceArn(deadArn))
                                .results()
                                .getFirst()
                                .status(),
                "CANCELLED"::equals);
    }

    @Test
    default void a_purge_empties_a_queue() {
        String queue = newQueue();
        send(queue, "one");
        send(queue, "two");
        receive(queue);

        sqs().purgeQueue(p -> p.queueUrl(queue));

        assertEmpty(queue);
        assertThat(attributes(queue))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
    }
}
