package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** What every scenario has: a client of a running server, and what is often done with it. */
interface Scenario {
    /** Longer than anything takes that is waited for, and a long poll's longest wait. */
    Duration SOON = Duration.ofSeconds(20);

    Sdk sdk();

    Access access();

    /** A client of the usual account and region. */
    SqsClient sqs();

    /** The same of the other services. */
    SnsClient sns();

    EventBridgeClient events();

    SchedulerClient scheduler();

    SfnClient states();

    ApiGatewayV2Client apis();

    LambdaClient functions();

    StsClient sts();

    static String newName() {
        return "queue-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** Creates a queue with a name of its own and gives its URL. */
    default String newQueue() {
        return newQueue(Map.of());
    }

    default String newQueue(Map<QueueAttributeName, String> attributes) {
        String name = newName();
        return sqs().createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();
    }

    default String newFifoQueue(Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.put(QueueAttributeName.FIFO_QUEUE, "true");
        String name = newName() + ".fifo";
        return sqs().createQueue(q -> q.queueName(name).attributes(all)).queueUrl();
    }

    default String send(String queue, String body) {
        return sqs().sendMessage(m -> m.queueUrl(queue).messageBody(body)).messageId();
    }

    default void sendToGroup(String queue, String group, String... bodies) {
        for (String body : bodies) {
            sqs().sendMessage(m -> m.queueUrl(queue).messageGroupId(group).messageBody(body));
        }
    }

    /** The next message, which is there or soon will be. */
    default Message receive(String queue) {
        List<Message> messages = receive(queue, SOON);
        assertThat(messages).as("messages of " + queue).hasSize(1);
        return messages.getFirst();
    }

    /** At most one message, with all that it has. */
    default List<Message> receive(String queue, Duration wait) {
        return sqs().receiveMessage(r ->
                        r.queueUrl(queue)
                                .waitTimeSeconds((int) wait.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** So many messages, in the order in which they came. */
    default List<Message> receive(String queue, int count) {
        List<Message> messages = new ArrayList<>();
        Await.until(
                count + " messages",
                SOON,
                () -> {
                    messages.addAll(
                            sqs().receiveMessage(r ->
                                            r.queueUrl(queue)
                                                    .maxNumberOfMessages(10)
                                                    .waitTimeSeconds(1)
                                                    .messageAttributeNames("All")
                                                    .messageSystemAttributeNames(
                                                            MessageSystemAttributeName.ALL))
                                    .messages());
                    return messages.size() >= count;
                });
        assertThat(messages).as("messages of " + queue).hasSize(count);
        return messages;
    }

    default void assertEmpty(String queue) {
        assertThat(receive(queue, Duration.ZERO)).as("messages of " + queue).isEmpty();
    }

    default void delete(String queue, Message message) {
        sqs().deleteMessage(d -> d.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    default void setVisibilityTimeout(String queue, Message message, Duration timeout) {
        sqs().changeMessageVisibility(c ->
                c.queueUrl(queue)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout((int) timeout.toSeconds()));
    }

    default String attribute(String queue, QueueAttributeName name) {
        return attributes(queue).getOrDefault(name, "none");
    }

    default Map<QueueAttributeName, String> attributes(String queue) {
        return sqs().getQueueAttributes(
                        g -> g.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    default String arn(String queue) {
        return attribute(queue, QueueAttributeName.QUEUE_ARN);
    }

    /** Makes one queue the dead-letter queue of another. */
    default String redrivePolicy(String deadLetterQueue, int maxReceiveCount) {
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(arn(deadLetterQueue), maxReceiveCount);
    }
}
