package dev.antiphon.demo;

import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

/** The topic that spreads the news of orders, and who has subscribed to it. */
final class Topic {

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

    String arn() {
        return arn;
    }

    /** The queue gets every message as it was published. */
    void subscribeRaw(Queue queue) {
        subscribe(queue, Map.of("RawMessageDelivery", "true"));
    }

    /** The queue gets the messages whose body matches, each wrapped in a notification. */
    void subscribeFiltered(Queue queue, Map<String, ?> filter) {
        subscribe(
                queue,
                Map.of("FilterPolicy", Json.write(filter), "FilterPolicyScope", "MessageBody"));
    }

    private void subscribe(Queue queue, Map<String, String> attributes) {
        sns.subscribe(request ->
                request.topicArn(arn).protocol("sqs").endpoint(queue.arn()).attributes(attributes));
    }

    /** Removes it with its subscriptions, if it was created. */
    void delete() {
        if (!arn.isEmpty()) {
            sns.deleteTopic(request -> request.topicArn(arn));
        }
    }
}
