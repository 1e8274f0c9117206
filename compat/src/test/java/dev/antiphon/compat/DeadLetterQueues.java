package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How messages get into dead-letter queues and out of them. */
interface DeadLetterQueues extends Scenario {
    @Test
    default void a_message_keeps_its_id_and_attributes_when_it_is_given_up() {
        String dead = newQueue();
        String queue = newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(dead, 2)));
        Map<String, MessageAttributeValue> attributes = Map.of("why", Attribute.text("burnt"));
        String id =
                sqs().sendMessage(m ->
                                m.queueUrl(queue)
                                        .messageBody("pizza")
                                        .messageAttributes(attributes))
                        .messageId();
        for (int i = 0; i < 2; i++) {
            setVisibilityTimeout(queue, receive(queue), Duration.ZERO);
        }

        assertEmpty(queue);
        Message message = receive(dead);

        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.body()).isEqualTo("pizza");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, arn(queue))
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3");
    }

    @Test
    default void a_move_task_takes_messages_to_any_queue() {
        String dead = newQueue();
        newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(dead, 1)));
        String repaired = newQueue();
        send(dead, "1");
        send(dead, "2");
        send(dead, "3");

        sqs().startMessageMoveTask(t -> t.sourceArn(arn(dead)).destinationArn(arn(repaired)));

        assertThat(receive(repaired, 3))
                .extracting(Message::body)
                .containsExactlyInAnyOrder("1", "2", "3");
        ListMessageMoveTasksResultEntry task =
                Await.get(
                        "the end of the task",
                        SOON,
                        () ->
                                sqs().listMessageMoveTasks(l -> l.sourceArn(arn(dead)))
                                        .results()
                                        .getFirst(),
                        entry -> entry.status().equals("COMPLETED"));
        assertThat(task.destinationArn()).isEqualTo(arn(repaired));
        assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(3);
        assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(3);
        assertThat(task.startedTimestamp()).isPositive();
        assertEmpty(dead);
    }

    @Test
    default void policies_of_redrive_are_kept_as_they_were_written() {
        String dead = newQueue();
        String queue = newQueue();
        String policy = redrivePolicy(dead, 5);
        String allow =
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"%s\"]}"
                        .formatted(arn(queue));

        sqs().setQueueAttributes(s ->
                s.queueUrl(dead)
                        .attributes(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, allow)));
        sqs().setQueueAttributes(s ->
                s.queueUrl(queue).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));

        assertThat(attribute(dead, QueueAttributeName.REDRIVE_ALLOW_POLICY)).isEqualTo(allow);
        assertThat(attribute(queue, QueueAttributeName.REDRIVE_POLICY)).isEqualTo(policy);
    }
}
