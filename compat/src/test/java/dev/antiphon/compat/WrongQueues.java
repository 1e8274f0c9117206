package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;

/** Refusals of what concerns queues themselves. */
interface WrongQueues extends WrongInput {
    @Test
    default void a_queue_that_is_not_there() {
        String code = "AWS.SimpleQueueService.NonExistentQueue";
        String message =
                switch (sdk().protocol()) {
                    case JSON -> "The specified queue does not exist.";
                    case QUERY -> "The specified queue does not exist for this wsdl version.";
                };
        String absent = access().endpoint() + "/" + Access.ACCOUNT + "/" + Scenario.newName();

        assertRefused(
                QueueDoesNotExistException.class,
                code,
                message,
                () -> sqs().getQueueUrl(g -> g.queueName(Scenario.newName())));
        assertRefused(QueueDoesNotExistException.class, code, message, () -> send(absent, "hello"));
        assertRefused(
                QueueDoesNotExistException.class,
                code,
                message,
                () -> sqs().deleteQueue(d -> d.queueUrl(absent)));
    }

    @Test
    default void a_name_that_queues_cannot_have() {
        assertRefused(
                INVALID_PARAMETER,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                        + " length",
                () -> sqs().createQueue(q -> q.queueName("no spaces")));
        assertRefused(
                INVALID_PARAMETER,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                        + " length",
                () -> sqs().createQueue(q -> q.queueName("standard.fifo")));
    }

    @Test
    default void a_queue_that_is_there_already_with_other_attributes() {
        String name = Scenario.newName();
        sqs().createQueue(q -> q.queueName(name));

        assertRefused(
                QueueNameExistsException.class,
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute"
                        + " DelaySeconds",
                () ->
                        sqs().createQueue(q ->
                                q.queueName(name)
                                        .attributes(
                                                Map.of(QueueAttributeName.DELAY_SECONDS, "5"))));
    }

    @Test
    default void a_queue_that_was_deleted_a_moment_ago() {
        String name = Scenario.newName();
        String url = sqs().createQueue(q -> q.queueName(name)).queueUrl();
        sqs().deleteQueue(d -> d.queueUrl(url));

        assertRefused(
                QueueDeletedRecentlyException.class,
                "AWS.SimpleQueueService.QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another"
                        + " with the same name.",
                () -> sqs().createQueue(q -> q.queueName(name)));
    }

    @Test
    default void attributes_that_queues_do_not_have_or_not_with_such_a_value() {
        String queue = newQueue();

        assertRefused(
                InvalidAttributeNameException.class,
                "InvalidAttributeName",
                "Unknown Attribute Colour.",
                () ->
                        sqs().setQueueAttributes(s ->
                                s.queueUrl(queue).attributesWithStrings(Map.of("Colour", "red"))));
        assertRefused(
                InvalidAttributeValueException.class,
                "InvalidAttributeValue",
                "Invalid value for the parameter VisibilityTimeout.",
                () ->
                        sqs().setQueueAttributes(s ->
                                s.queueUrl(queue)
                                        .attributes(
                                                Map.of(
                                                        QueueAttributeName.VISIBILITY_TIMEOUT,
                                                        "43201"))));
        assertThat(attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("30");
    }

    @Test
    default void a_second_purge_within_a_minute() {
        String name = Scenario.newName();
        String queue = sqs().createQueue(q -> q.queueName(name)).queueUrl();
        sqs().purgeQueue(p -> p.queueUrl(queue));

        assertRefused(
                PurgeQueueInProgressException.class,
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.",
                () -> sqs().purgeQueue(p -> p.queueUrl(queue)));
    }

    @Test
    default void redrives_from_or_to_queues_that_do_not_do() {
        String plain = newQueue();
        String nowhere = "arn:aws:sqs:" + Access.REGION + ":" + Access.ACCOUNT + ":nowhere";

        assertRefused(
                INVALID_PARAMETER,
                "Source queue must be configured as a Dead Letter Queue.",
                () -> sqs().startMessageMoveTask(t -> t.sourceArn(arn(plain))));
        assertRefused(
                ResourceNotFoundException.class,
                "ResourceNotFoundException",
                "The resource that you specified for the SourceArn parameter doesn't exist.",
                () -> sqs().startMessageMoveTask(t -> t.sourceArn(nowhere)));
        String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(nowhere);
        assertRefused(
                INVALID_PARAMETER,
                "Value "
                        + policy
                        + " for parameter RedrivePolicy is invalid. Reason: Dead letter target does"
                        + " not exist.",
                () -> newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
    }

    @Test
    default void permissions_that_are_not_there() {
        String queue = newQueue();

        assertRefused(
                INVALID_PARAMETER,
                "Value nobody for parameter Label is invalid. Reason: can't find label.",
                () -> sqs().removePermission(p -> p.queueUrl(queue).label("nobody")));
    }
}
