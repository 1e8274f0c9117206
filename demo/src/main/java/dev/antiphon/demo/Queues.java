package dev.antiphon.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The three queues of one run. Their names carry the run, for a FIFO queue that is used again
 * within five minutes would rightly refuse the same orders as duplicates.
 */
final class Queues {

    /**
     * A consumer that holds a message longer loses it to another one. Short, because what a killed
     * server had delivered without the consumer hearing of it must come again while one watches.
     */
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(5);

    /** A poison order may fail this often; twice more than chaos can interrupt. */
    private static final int MAXIMUM_RECEIVES = 4;

    /** Approximate counts, as SQS calls them. */
    record Depth(int waiting, int inFlight) {
        int all() {
            return waiting + inFlight;
        }
    }

    /** All queues at about one moment. */
    record Depths(Depth orders, Depth releases, Depth deadLetters) {
        int all() {
            return orders.all() + releases.all() + deadLetters.all();
        }
    }

    private final SqsClient sqs;
    private final String orders;
    private final String deadLetters;
    private final String deadLettersArn;
    private final String releases;

    private Queues(
            SqsClient sqs,
            String orders,
            String deadLetters,
            String deadLettersArn,
            String releases) {
        this.sqs = sqs;
        this.orders = orders;
        this.deadLetters = deadLetters;
        this.deadLettersArn = deadLettersArn;
        this.releases = releases;
    }

    /** Creates them, or finds them if a first request was carried out and its answer lost. */
    static Queues create(SqsClient sqs, String run) {
        Map<QueueAttributeName, String> fifo = Map.of(QueueAttributeName.FIFO_QUEUE, "true");
        String deadLetters = create(sqs, run + "-dead-orders.fifo", fifo);
        String deadLettersArn =
                attributes(sqs, deadLetters, QueueAttributeName.QUEUE_ARN)
                        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        Map<QueueAttributeName, String> redriving = new HashMap<>(fifo);
        redriving.put(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(deadLettersArn));
        String orders = create(sqs, run + "-orders.fifo", redriving);
        String releases = create(sqs, run + "-releases", Map.of());
        return new Queues(sqs, orders, deadLetters, deadLettersArn, releases);
    }

    private static String create(SqsClient sqs, String name, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(VISIBILITY_TIMEOUT.toSeconds()));
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String redrivePolicy(String deadLettersArn) {
        return Json.write(
                Map.of("deadLetterTargetArn", deadLettersArn, "maxReceiveCount", MAXIMUM_RECEIVES));
    }

    String orders() {
        return orders;
    }

    String releases() {
        return releases;
    }

    String deadLettersArn() {
        return deadLettersArn;
    }

    Depths depths() {
        return new Depths(depth(orders), depth(releases), depth(deadLetters));
    }

    void delete() {
        List.of(orders, deadLetters, releases)
                .forEach(queue -> sqs.deleteQueue(request -> request.queueUrl(queue)));
    }

    private Depth depth(String queue) {
        Map<QueueAttributeName, String> attributes =
                attributes(
                        sqs,
                        queue,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        return new Depth(
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private static Map<QueueAttributeName, String> attributes(
            SqsClient sqs, String queue, QueueAttributeName... names) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(names))
                .attributes();
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }
}
