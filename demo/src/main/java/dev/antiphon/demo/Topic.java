package dev.antiphon.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/**
 * The topic that releases are published to, and who has subscribed to it. The partner and the
 * payment are message attributes, by which subscribers filter; the partner is the message group,
 * too, so that fair queues serve the small ones beside the large one.
 */
final class Topic implements Outbox.Post<Release> {

    static final String PARTNER = "partner";
    static final String PAYMENT = "payment";

    /**
     * What an endpoint does not take is tried three times more, at once and after a second each, so
     * that one can watch it become a dead letter.
     */
    private static final Map<String, Object> SHORT_RETRIES =
            Map.of(
                    "healthyRetryPolicy",
                    Map.of(
                            "numRetries", 3,
                            "numNoDelayRetries", 1,
                            "minDelayTarget", 1,
                            "maxDelayTarget", 1));

    private final SnsClient sns;
    private final String name;
    private String arn = "";

    Topic(SnsClient sns, String name) {
        this.sns = sns;
        this.name = name;
    }

    void create() {
        arn = sns.createTopic(request -> request.name(name)).topicArn();
    }

    /** The queue gets every message, wrapped in a notification. */
    void subscribe(Queue queue) {
        subscribe("sqs", queue.arn(), Map.of());
    }

    /** The queue gets every message as it was published. */
    void subscribeRaw(Queue queue) {
        subscribe("sqs", queue.arn(), Map.of("RawMessageDelivery", "true"));
    }

    /** The queue gets the messages with this attribute as they were published. */
    void subscribeRaw(Queue queue, String attribute, String value) {
        subscribe(
                "sqs",
                queue.arn(),
                Map.of("RawMessageDelivery", "true", "FilterPolicy", filter(attribute, value)));
    }

    /** The endpoint gets the messages with this attribute, once it has confirmed. */
    void subscribe(URI endpoint, String attribute, String value, Queue deadLetters) {
        subscribe(
                "http",
                endpoint.toString(),
                Map.of(
                        "FilterPolicy",
                        filter(attribute, value),
                        "DeliveryPolicy",
                        Json.write(SHORT_RETRIES),
                        "RedrivePolicy",
                        Json.write(Map.of("deadLetterTargetArn", deadLetters.arn()))));
    }

    private static String filter(String attribute, String value) {
        return Json.write(Map.of(attribute, List.of(value)));
    }

    private void subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        sns.subscribe(request ->
                request.topicArn(arn).protocol(protocol).endpoint(endpoint).attributes(attributes));
    }

    @Override
    public List<Outbox.Answer> send(List<Release> releases) {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (Release release : releases) {
            entries.add(entry(entries.size(), release));
        }
        PublishBatchResponse response =
                sns.publishBatch(
                        request -> request.topicArn(arn).publishBatchRequestEntries(entries));
        Map<String, Outbox.Answer> answers = new HashMap<>();
        for (PublishBatchResultEntry done : response.successful()) {
            answers.put(done.id(), new Outbox.Answer.Accepted(done.messageId()));
        }
        for (BatchResultErrorEntry failed : response.failed()) {
            answers.put(failed.id(), answer(failed));
        }
        return entries.stream()
                .map(entry -> answers.getOrDefault(entry.id(), new Outbox.Answer.Later()))
                .toList();
    }

    private static PublishBatchRequestEntry entry(int id, Release release) {
        return PublishBatchRequestEntry.builder()
                .id(Integer.toString(id))
                .message(Json.write(release))
                .messageGroupId(release.partner())
                .messageAttributes(
                        Map.of(
                                PARTNER, attribute(release.partner()),
                                PAYMENT, attribute(release.payment().word)))
                .build();
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static Outbox.Answer answer(BatchResultErrorEntry failed) {
        return Boolean.TRUE.equals(failed.senderFault())
                ? new Outbox.Answer.Rejected(failed.code() + ": " + failed.message())
                : new Outbox.Answer.Later();
    }

    /** Removes it with its subscriptions, if it was created. */
    void delete() {
        if (!arn.isEmpty()) {
            sns.deleteTopic(request -> request.topicArn(arn));
        }
    }
}
