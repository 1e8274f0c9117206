package dev.antiphon.sqs;

import dev.antiphon.engine.Tx;
import dev.antiphon.service.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to see of the queues of a partition: CloudWatch's metrics of SQS that are figures
 * of the moment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">CloudWatch
 *     metrics for Amazon SQS</a>
 */
final class QueueGauges {
    /** Each queue is a handful of series. Those with the most messages are worth it. */
    private static final int MOST_QUEUES = 1_000;

    private QueueGauges() {}

    static List<Gauge> of(Tx tx) {
        List<LiveQueue> queues = new ArrayList<>(Queues.all(tx));
        if (queues.size() > MOST_QUEUES) {
            queues.sort(Comparator.comparingLong(QueueGauges::messages).reversed());
            queues = queues.subList(0, MOST_QUEUES);
        }
        List<Gauge> gauges = new ArrayList<>();
        for (LiveQueue queue : queues) {
            add(gauges, tx, queue);
        }
        return gauges;
    }

    private static long messages(LiveQueue queue) {
        QueueCounts counts = queue.messages().counts();
        return counts.visible() + counts.inFlight() + counts.delayed();
    }

    private static void add(List<Gauge> gauges, Tx tx, LiveQueue queue) {
        QueueArn arn = queue.definition().arn();
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("account", arn.account());
        labels.put("region", arn.region());
        labels.put("queue", arn.name());
        QueueCounts counts = queue.messages().counts();
        gauges.add(
                new Gauge(
                        "antiphon.sqs.messages.visible",
                        "Messages that can be received",
                        labels,
                        counts.visible()));
        gauges.add(
                new Gauge(
                        "antiphon.sqs.messages.in.flight",
                        "Messages that were received and neither deleted nor returned yet",
                        labels,
                        counts.inFlight()));
        gauges.add(
                new Gauge(
                        "antiphon.sqs.messages.delayed",
                        "Messages that cannot be received for the first time yet",
                        labels,
                        counts.delayed()));
        gauges.add(
                new Gauge(
                        "antiphon.sqs.oldest.message.age.seconds",
                        "Age of the message that has been in the queue for the longest time",
                        labels,
                        age(tx, queue).toMillis() / 1e3));
        if (queue.messages() instanceof StandardIndex fair && fair.tenants() > 0) {
            addFairness(gauges, labels, fair);
        }
    }

    private static void addFairness(
            List<Gauge> gauges, SortedMap<String, String> labels, StandardIndex index) {
        gauges.add(
                new Gauge(
                        "antiphon.sqs.groups.noisy",
                        "Message groups of a standard queue that take more than their share",
                        labels,
                        index.noisyGroups()));
        gauges.add(
                new Gauge(
                        "antiphon.sqs.quiet.messages.visible",
                        "Messages that can be received, but for those of noisy groups",
                        labels,
                        index.quietCounts().visible()));
        gauges.add(
                new Gauge(
                        "antiphon.sqs.quiet.messages.in.flight",
                        "Messages in flight, but for those of noisy groups",
                        labels,
                        index.quietCounts().inFlight()));
    }

    private static Duration age(Tx tx, LiveQueue queue) {
        long oldest = queue.messages().oldest();
        var message =
                oldest == Line.NONE
                        ? null
                        : tx.get(SqsTables.MESSAGES, new MessageKey(queue.queueId(), oldest));
        return message == null ? Duration.ZERO : Duration.between(message.sent(), tx.now());
    }
}
