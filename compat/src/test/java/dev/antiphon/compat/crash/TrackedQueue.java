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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
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
        if (!url.isEmpty()) {
            try {
                calls.insist(sqs -> sqs.getQueueUrl(g -> g.queueName(name)));
            } catch (QueueDoesNotExistException e) {
                findings.add(Promise.QUEUES_ARE_KEPT, name);
            }
        }
        url =
                calls.insist(sqs -> sqs.createQueue(q -> q.queueName(name).attributes(attributes)))
                        .value()
                        .queueUrl();
    }

    String arn() {
        return attribute(QueueAttributeName.QUEUE_ARN);
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
        if (!batch.isEmpty()) {
            batch.forEach(Tracked::deleting);
            calls.make(sqs -> delete(sqs, batch)).ifPresent(answer -> deleted(answer, batch));
        }
    }

    /** The same, on a server that stays. */
    void deleteCertainly(List<Tracked> batch) {
        batch.forEach(Tracked::deleting);
        deleted(calls.insist(sqs -> delete(sqs, batch)), batch);
    }

    private DeleteMessageBatchResponse delete(SqsClient sqs, List<Tracked> batch) {
        List<String> handles = batch.stream().map(Tracked::receiptHandle).toList();
        return sqs.deleteMessageBatch(b -> b.queueUrl(url).entries(Batch.deleting(handles)));
    }

    private static void deleted(Answer<DeleteMessageBatchResponse> answer, List<Tracked> batch) {
        for (DeleteMessageBatchResultEntry entry : answer.value().successful()) {
            batch.get(Integer.parseInt(entry.id())).deleted(answer);
        }
    }

    /** Keeps messages that were received before for a time that does not end during the test. */
    void hold(List<Tracked> batch, Duration time) {
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(Tracked::holding);
        calls.make(sqs -> hide(sqs, batch, time))
                .ifPresent(answer -> {
                    for (ChangeMessageVisibilityBatchResultEntry entry :
                            answer.value().successful()) {
                        batch.get(Integer.parseInt(entry.id())).held(answer, time);
                    }
                });
    }

    /** Gives messages back. */
    void release(List<Tracked> batch) {
        if (!batch.isEmpty()) {
            batch.forEach(Tracked::released);
            calls.make(sqs -> hide(sqs, batch, Duration.ZERO));
        }
    }

    /** The same, on a server that stays. */
    void releaseCertainly(List<Tracked> batch) {
        batch.forEach(Tracked::released);
        calls.insist(sqs -> hide(sqs, batch, Duration.ZERO));
    }

    private ChangeMessageVisibilityBatchResponse hide(
            SqsClient sqs, List<Tracked> batch, Duration timeout) {
        List<String> handles = batch.stream().map(Tracked::receiptHandle).toList();
        return sqs.changeMessageVisibilityBatch(
                b -> b.queueUrl(url).entries(Batch.hiding(handles, timeout)));
    }

    /** How many messages a server that stays says it has, visible, in flight and delayed. */
    int size() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private int count(QueueAttributeName which) {
        return Integer.parseInt(attribute(which));
    }

    private String attribute(QueueAttributeName which) {
        return calls.insist(
                        sqs -> sqs.getQueueAttributes(g -> g.queueUrl(url).attributeNames(which)))
                .value()
                .attributes()
                .getOrDefault(which, "");
    }

    List<Tracked> messages() {
        return List.copyOf(messages.values());
    }

    String name() {
        return name;
    }
}
