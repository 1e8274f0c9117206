package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go that were received too often.
 *
 * @param maxReceiveCount a message that was received more often than this is moved
 */
record RedrivePolicy(QueueArn deadLetterTarget, int maxReceiveCount) {
    private static final String NAME = "RedrivePolicy";
    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";
    private static final int LARGEST_COUNT = 1000;

    /**
     * Reads the JSON that a user sets, in which numbers may be texts, and checks that the target
     * can be the dead-letter queue of the source.
     *
     * @throws AwsException InvalidParameterValue
     */
    static RedrivePolicy parse(String text, QueueArn source, Catalog<QueueArn, Queue> queues) {
        Map<String, @Nullable Object> json = Json.object(text);
        if (json == null) {
            throw invalid(text, "Redrive policy is not a valid JSON map.");
        }
        // In this order: AWS complains of the count in an empty policy.
        Object count = json.get(COUNT);
        if (count == null) {
            throw invalid(
                    text, "Redrive policy does not contain mandatory attribute: " + COUNT + ".");
        }
        Object target = json.get(TARGET);
        if (target == null) {
            throw invalid(
                    text, "Redrive policy does not contain mandatory attribute: " + TARGET + ".");
        }
        if (json.size() > 2) {
            throw invalid(
                    text,
                    "Only following attributes are supported: [" + TARGET + ", " + COUNT + "].");
        }
        int maxReceiveCount = count(text, count);
        QueueArn arn = QueueArn.parse(target.toString());
        if (arn == null || !arn.region().equals(source.region())) {
            throw invalid(text, "Invalid value for " + TARGET + ".");
        }
        if (!arn.account().equals(source.account())) {
            throw invalid(text, "Dead letter target owner should be same as the source.");
        }
        if (arn.fifo() != source.fifo()) {
            throw invalid(text, "Dead-letter queue must be same type of queue as the source.");
        }
        Queue queue = queues.get(arn);
        if (queue == null) {
            throw invalid(text, "Dead letter target does not exist.");
        }
        RedriveAllowPolicy allow = queue.attributes().redriveAllowPolicy();
        if (allow != null && !allow.allows(source)) {
            throw invalid(
                    text,
                    "The redrive allow policy of the dead-letter queue doesn't permit this source"
                            + " queue.");
        }
        return new RedrivePolicy(arn, maxReceiveCount);
    }

    private static int count(String text, Object count) {
        try {
            int value = Integer.parseInt(count.toString());
            if (value >= 1 && value <= LARGEST_COUNT) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Answered below like one that is out of range.
        }
        throw invalid(
                text,
                "Invalid value for "
                        + COUNT
                        + ": "
                        + count
                        + ", valid values are from 1 to "
                        + LARGEST_COUNT
                        + " both inclusive.");
    }

    private static AwsException invalid(String text, String reason) {
        return SqsErrors.invalidParameter(NAME, text, reason);
    }

    /** As AWS tells it, whatever was set: compact, and the count as a number. */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(TARGET, deadLetterTarget.toString());
        json.put(COUNT, maxReceiveCount);
        return Json.write(json);
    }

    void write(RowWriter out) {
        out.text(deadLetterTarget.account())
                .text(deadLetterTarget.region())
                .text(deadLetterTarget.name())
                .varint(maxReceiveCount);
    }

    static RedrivePolicy read(RowReader in) {
        return new RedrivePolicy(new QueueArn(in.text(), in.text(), in.text()), (int) in.varint());
    }
}
