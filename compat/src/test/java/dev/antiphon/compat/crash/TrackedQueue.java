package dev.antiphon.compat.crash;

import dev.antiphon.compat.Batch;
import dev.antiphon.compat.crash.Calls.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A queue whose messages are tracked through all that is done with them. */
final class TrackedQueue {
    /** Messages that were received together, in their order. */
    record Received(Answer<?> answer, Duration visibilityTimeout, List<Tracked> messages) {}

    /** Bodies differ in length, so that commits do. */
    private static final String PADDING = "0123456789abcdef".repeat(40);

    private final String name;
    private final Calls calls;
    private final Findings findings;
    private final Map<String, Tracked> messages;
    private final AtomicInteger lastNumber = new AtomicInteger();
    private String url = "";

    private TrackedQueue(
            String name, Calls calls, Findings findings, Map<String, Tracked> messages) {
        this.name = name;
        this.calls = calls;
        this.findings = findings;
        this.messages = messages;
    }

    TrackedQueue(String name, Calls calls, Findings findings) {
        this(name, calls, findings, new ConcurrentHashMap<>());
    }

    /** Another queue, to which the server may move this one's messages. */
    TrackedQueue sibling(String siblingsName) {
        return new TrackedQueue(siblingsName, calls, findings, messages);
    }

    /** Creates it on a server that stays; after a restart, it has to be there as it was. */
    void create(Map<QueueAttributeName, String> attributes) {
        if (!url.isEmpty()
                && calls.make(sqs -> sqs.getQueueUrl(g -> g.queueName(name))).isEmpty()) {
            findings.add(Promise.QUEUES_ARE_KEPT, name);
        }
        url =
                calls.make(sqs -> sqs.createQueue(q -> q.queueName(name).attributes(attributes)))
                        .orElseThrow()
                        .value()
                        .queueUrl();
    }

    String arn() {
        return attribute(QueueAttributeName.QUEUE_ARN).orElseThrow();
    }

    /** A message that has not been sent yet. */
    Tracked next(Duration delay) {
        int number = lastNumber.incrementAndGet();
        String body = name + "/" + number + " " + PADDING.substring(number * 37 % PADDING.length());
        Tracked message = new Tracked(body, delay);
        messages.put(body, message);
        return message;
    }

    /** Sends a message; whether that succeeds shows in its state. */
    void send(Tracked message, Duration delay) {
        Optional<Answer<SendMessageResponse>> sent =
                calls.make(sqs ->
                        sqs.sendMessage(m ->
                                m.queueUrl(url)
                                        .messageBody(message.body())
                                        .delaySeconds((int) delay.toSeconds())));
        sent.ifPresent(answer -> message.sent(answer, answer.value().messageId(), findings));
    }

    /**
     * Sends to a FIFO queue. It may be called again with the same message when the answer was lost.
     */
    void send(Tracked message, String group, String deduplicationId) {
        Optional<Answer<SendMessageResponse>> sent =
                calls.make(sqs ->
                        sqs.sendMessage(m ->
                                m.queueUrl(url)
                                        .messageBody(message.body())
                                        .messageGroupId(group)
                                        .messageDeduplicationId(deduplicationId)));
        sent.ifPresent(answer -> message.sent(answer, answer.value().messageId(), findings));
    }

    void send(List<Tracked> batch) {
        List<String> bodies = batch.stream().map(Tracked::body).toList();
        Optional<Answer<SendMessageBatchResponse>> sent =
                calls.make(sqs ->
                        sqs.sendMessageBatch(b -> b.queueUrl(url).entries(Batch.sending(bodies))));
        sent.ifPresent(answer -> {
            for (SendMessageBatchResultEntry entry : answer.value().successful()) {
                batch.get(Integer.parseInt(entry.id())).sent(answer, entry.messageId(), findings);
            }
            if (!answer.value().failed().isEmpty()) {
                findings.add(
                        Promise.RIGHT_CALLS_ARE_NOT_REFUSED, answer.value().failed().toString());
            }
        });
    }

    /** Receives up to ten messages. */
    Optional<Received> receive(Duration visibilityTimeout) {
        Optional<Answer<ReceiveMessageResponse>> received =
                calls.make(sqs ->
                        sqs.receiveMessage(r ->
                                r.queueUrl(url)
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(1)
                                        .visibilityTimeout((int) visibilityTimeout.toSeconds())
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL)));
        return received.map(answer -> {
            List<Tracked> list = new ArrayList<>();
            for (Message message : answer.value().messages()) {
                Tracked tracked = messages.get(message.body());
                if (tracked == null) {
                    findings.add(Promise.MESSAGES_ARE_THERE_ONCE, "nobody sent " + message);
                } else {
                    tracked.received(answer, visibilityTimeout, message, calls, findings);
                    list.add(tracked);
                }
            }
            return new Received(answer, visibilityTimeout, list);
        });
    }

    /** Deletes messages that were received before. */
    void delete(List<Tracked> batch) {
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(Tracked::deleting);
        List<DeleteMessageBatchRequestEntry> entries =
                Batch.deleting(batch.stream().map(Tracked::receiptHandle).toList());
        Optional<Answer<DeleteMessageBatchResponse>> deleted =
                calls.make(sqs -> sqs.deleteMessageBatch(b -> b.queueUrl(url).entries(entries)));
        deleted.ifPresent(answer ->
                answer.value()
                        .successful()
                        .forEach(entry -> batch.get(Integer.parseInt(entry.id())).deleted(answer)));
    }

    /** Keeps messages that were received before for a time that does not end during the test. */
    void hold(List<Tracked> batch, Duration time) {
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(Tracked::holding);
        changeVisibility(batch, time)
                .ifPresent(answer ->
                        answer.value()
                                .successful()
                                .forEach(entry ->
                                        batch.get(Integer.parseInt(entry.id()))
                                                .held(answer, time)));
    }

    /** Gives messages back. */
    void release(List<Tracked> batch) {
        if (!batch.isEmpty()) {
            batch.forEach(Tracked::released);
            changeVisibility(batch, Duration.ZERO);
        }
    }

    private Optional<Answer<ChangeMessageVisibilityBatchResponse>> changeVisibility(
            List<Tracked> batch, Duration timeout) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries =
                Batch.hiding(batch.stream().map(Tracked::receiptHandle).toList(), timeout);
        return calls.make(
                sqs -> sqs.changeMessageVisibilityBatch(b -> b.queueUrl(url).entries(entries)));
    }

    /** How many messages it says it has, visible, in flight and delayed. */
    int size() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private int count(QueueAttributeName name) {
        return attribute(name).map(Integer::parseInt).orElse(-1);
    }

    private Optional<String> attribute(QueueAttributeName name) {
        return calls.make(sqs -> sqs.getQueueAttributes(g -> g.queueUrl(url).attributeNames(name)))
                .map(answer -> answer.value().attributes().get(name));
    }

    List<Tracked> messages() {
        return List.copyOf(messages.values());
    }

    String name() {
        return name;
    }
}
