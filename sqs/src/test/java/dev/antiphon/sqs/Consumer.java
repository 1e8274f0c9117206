package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Someone who sends to a queue and receives from it. */
final class Consumer {
    private final TestNode node;
    private final String url;

    Consumer(Account account, String url) {
        this(account.node(), url);
    }

    Consumer(TestNode node, String url) {
        this.node = node;
        this.url = url;
    }

    String url() {
        return url;
    }

    QueueArn arn() {
        return arn(url.substring(url.lastIndexOf('/') + 1));
    }

    static QueueArn arn(String name) {
        return new QueueArn(Account.ID, Account.REGION, name);
    }

    /** Looks at the queue from inside of its partition. */
    <O> O inside(BiFunction<Tx, LiveQueue, O> look) {
        return node.run(
                arn().toString(), tx -> Outcome.reply(look.apply(tx, Queues.of(tx, arn()))));
    }

    // Sending.

    SendMessageResponse send(String body) {
        return send(SendMessageRequest.builder().messageBody(body));
    }

    /** To a FIFO queue, or to a standard one for a tenant. */
    SendMessageResponse send(String group, String body) {
        return send(SendMessageRequest.builder().messageBody(body).messageGroupId(group));
    }

    SendMessageResponse sendWithId(String group, String deduplicationId, String body) {
        return send(
                SendMessageRequest.builder()
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(deduplicationId));
    }

    SendMessageResponse send(SendMessageRequest.Builder request) {
        return node.call(request.queueUrl(url).build());
    }

    /** Sends so many messages, numbered from 0. */
    void fill(int messages) {
        for (int from = 0; from < messages; from += 10) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = from; i < Math.min(messages, from + 10); i++) {
                entries.add(
                        SendMessageBatchRequestEntry.builder()
                                .id(Integer.toString(i))
                                .messageBody(Integer.toString(i))
                                .build());
            }
            node.call(SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build());
        }
    }

    // Receiving.

    List<Message> receive(int most) {
        return receive(ReceiveMessageRequest.builder().maxNumberOfMessages(most));
    }

    List<Message> receive(ReceiveMessageRequest.Builder request) {
        ReceiveMessageResponse response = node.call(full(request));
        return response.messages();
    }

    Message receiveOne() {
        List<Message> messages = receive(1);
        assertThat(messages).as("one message").hasSize(1);
        return messages.get(0);
    }

    List<String> bodies(int most) {
        return bodies(receive(most));
    }

    static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList();
    }

    /** A long poll. */
    Pending<ReceiveMessageResponse> poll(int most, Duration wait) {
        Pending<ReceiveMessageResponse> pending =
                node.start(
                        full(
                                ReceiveMessageRequest.builder()
                                        .maxNumberOfMessages(most)
                                        .waitTimeSeconds((int) wait.toSeconds())));
        node.runUntilQuiet();
        return pending;
    }

    private ReceiveMessageRequest full(ReceiveMessageRequest.Builder request) {
        return request.queueUrl(url)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All")
                .build();
    }

    static String attribute(Message message, MessageSystemAttributeName name) {
        return Objects.requireNonNull(message.attributes().get(name), name::toString);
    }

    static int receives(Message message) {
        return Integer.parseInt(
                attribute(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    // Afterwards.

    void delete(Message message) {
        node.call(deletion(message));
    }

    DeleteMessageRequest deletion(Message message) {
        return DeleteMessageRequest.builder()
                .queueUrl(url)
                .receiptHandle(message.receiptHandle())
                .build();
    }

    void hide(Message message, Duration timeout) {
        node.call(hiding(message, timeout));
    }

    ChangeMessageVisibilityRequest hiding(Message message, Duration timeout) {
        return ChangeMessageVisibilityRequest.builder()
                .queueUrl(url)
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout((int) timeout.toSeconds())
                .build();
    }

    void purge() {
        node.call(PurgeQueueRequest.builder().queueUrl(url).build());
    }
}
