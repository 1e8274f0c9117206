package dev.antiphon.sqs;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on a queue.
 *
 * @param delay how long every message waits before it can be received ({@code DelaySeconds})
 * @param maximumMessageSize in bytes, attributes included
 * @param retention how long a message is kept ({@code MessageRetentionPeriod})
 * @param receiveWait how long a receive waits that does not say so itself ({@code
 *     ReceiveMessageWaitTimeSeconds})
 * @param fifo what only FIFO queues have; null on a standard queue
 * @param policy who may do what, as the JSON that was set
 */
record QueueAttributes(
        Duration delay,
        Duration visibilityTimeout,
        int maximumMessageSize,
        Duration retention,
        Duration receiveWait,
        @Nullable Fifo fifo,
        @Nullable RedrivePolicy redrivePolicy,
        @Nullable RedriveAllowPolicy redriveAllowPolicy,
        @Nullable String policy,
        Encryption encryption) {

    /** What a queue has when nothing is said. */
    static QueueAttributes defaults(boolean fifo) {
        return new QueueAttributes(
                Duration.ZERO,
                Duration.ofSeconds(30),
                MessageRules.LARGEST_MESSAGE,
                Duration.ofDays(4),
                Duration.ZERO,
                fifo
                        ? new Fifo(false, DeduplicationScope.QUEUE, FifoThroughputLimit.PER_QUEUE)
                        : null,
                null,
                null,
                null,
                Encryption.DEFAULT);
    }

    QueueAttributes withPolicy(@Nullable String changed) {
        return new QueueAttributes(
                delay,
                visibilityTimeout,
                maximumMessageSize,
                retention,
                receiveWait,
                fifo,
                redrivePolicy,
                redriveAllowPolicy,
                changed,
                encryption);
    }

    record Fifo(
            boolean contentBasedDeduplication,
            DeduplicationScope deduplicationScope,
            FifoThroughputLimit throughputLimit) {}

    /** Among which messages a deduplication id is unique. */
    enum DeduplicationScope {
        QUEUE("queue"),
        MESSAGE_GROUP("messageGroup");

        private final String text;

        DeduplicationScope(String text) {
            this.text = text;
        }

        /** By AWS's name of it, which is also how it is stored; null if there is none such. */
        static @Nullable DeduplicationScope of(String text) {
            for (DeduplicationScope each : values()) {
                if (each.text.equals(text)) {
                    return each;
                }
            }
            return null;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What the throughput quota of a FIFO queue counts. */
    enum FifoThroughputLimit {
        PER_QUEUE("perQueue"),
        PER_MESSAGE_GROUP_ID("perMessageGroupId");

        private final String text;

        FifoThroughputLimit(String text) {
            this.text = text;
        }

        /** By AWS's name of it, which is also how it is stored; null if there is none such. */
        static @Nullable FifoThroughputLimit of(String text) {
            for (FifoThroughputLimit each : values()) {
                if (each.text.equals(text)) {
                    return each;
                }
            }
            return null;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * How AWS would encrypt the messages; kept and returned, no more.
     *
     * @param kmsDataKeyReusePeriod told only while there is a key
     */
    record Encryption(
            @Nullable String kmsMasterKeyId,
            Duration kmsDataKeyReusePeriod,
            boolean sqsManagedSse) {
        static final Encryption DEFAULT = new Encryption(null, Duration.ofMinutes(5), true);
    }

    void write(RowWriter out) {
        out.varint(delay.toSeconds())
                .varint(visibilityTimeout.toSeconds())
                .varint(maximumMessageSize)
                .varint(retention.toSeconds())
                .varint(receiveWait.toSeconds());
        out.bool(fifo != null);
        if (fifo != null) {
            out.bool(fifo.contentBasedDeduplication)
                    .text(fifo.deduplicationScope.text)
                    .text(fifo.throughputLimit.text);
        }
        out.bool(redrivePolicy != null);
        if (redrivePolicy != null) {
            redrivePolicy.write(out);
        }
        out.bool(redriveAllowPolicy != null);
        if (redriveAllowPolicy != null) {
            redriveAllowPolicy.write(out);
        }
        out.optionalText(policy)
                .optionalText(encryption.kmsMasterKeyId)
                .varint(encryption.kmsDataKeyReusePeriod.toSeconds())
                .bool(encryption.sqsManagedSse);
    }

    static QueueAttributes read(RowReader in) {
        return new QueueAttributes(
                Duration.ofSeconds(in.varint()),
                Duration.ofSeconds(in.varint()),
                (int) in.varint(),
                Duration.ofSeconds(in.varint()),
                Duration.ofSeconds(in.varint()),
                in.bool()
                        ? new Fifo(
                                in.bool(),
                                Objects.requireNonNull(DeduplicationScope.of(in.text())),
                                Objects.requireNonNull(FifoThroughputLimit.of(in.text())))
                        : null,
                in.bool() ? RedrivePolicy.read(in) : null,
                in.bool() ? RedriveAllowPolicy.read(in) : null,
                in.optionalText(),
                new Encryption(in.optionalText(), Duration.ofSeconds(in.varint()), in.bool()));
    }
}
