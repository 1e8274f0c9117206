package dev.antiphon.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue on the server: consumers know it by its URL, and whoever sends to it by its ARN. */
record Queue(SqsClient sqs, String url, String arn) {

    /**
     * A consumer that holds a message longer loses it to another one. Short, because what a killed
     * server had delivered without the consumer hearing of it must come again while one watches.
     */
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(5);

    /** Approximate counts, as SQS calls them. */
    record Depth(int waiting, int inFlight) {
        static final Depth NONE = new Depth(0, 0);

        int all() {
            return waiting + inFlight;
        }

        Depth plus(Depth other) {
            return new Depth(waiting + other.waiting, inFlight + other.inFlight);
        }
    }

    static Queue create(SqsClient sqs, String name, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(VISIBILITY_TIMEOUT.toSeconds()));
        String url =
                sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                        .queueUrl();
        String arn =
                sqs.getQueueAttributes(request ->
                                request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        return new Queue(sqs, url, arn);
    }

    Depth depth() {
        Map<QueueAttributeName, String> counts =
                sqs.getQueueAttributes(request ->
                                request.queueUrl(url)
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName
                                                        .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributes();
        return new Depth(
                number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private static int number(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Integer.parseInt(counts.getOrDefault(name, "0"));
    }

    void delete() {
        sqs.deleteQueue(request -> request.queueUrl(url));
    }
}
