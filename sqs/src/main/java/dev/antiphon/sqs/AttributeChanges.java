package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Catalog;
import dev.antiphon.sqs.QueueAttributes.DeduplicationScope;
import dev.antiphon.sqs.QueueAttributes.Encryption;
import dev.antiphon.sqs.QueueAttributes.Fifo;
import dev.antiphon.sqs.QueueAttributes.FifoThroughputLimit;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Attributes as a caller gives them, checked and put in the place of those that a queue has. The
 * names are AWS's; what is not named stays as it is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
final class AttributeChanges {
    private static final int KIB = 1024;

    private final QueueArn queue;
    private final Catalog<QueueArn, Queue> queues;

    private Duration delay;
    private Duration visibilityTimeout;
    private int maximumMessageSize;
    private Duration retention;
    private Duration receiveWait;
    private @Nullable Fifo fifo;
    private @Nullable RedrivePolicy redrivePolicy;
    private @Nullable RedriveAllowPolicy redriveAllowPolicy;
    private @Nullable String policy;
    private Encryption encryption;

    private AttributeChanges(
            QueueArn queue, QueueAttributes before, Catalog<QueueArn, Queue> queues) {
        this.queue = queue;
        this.queues = queues;
        delay = before.delay();
        visibilityTimeout = before.visibilityTimeout();
        maximumMessageSize = before.maximumMessageSize();
        retention = before.retention();
        receiveWait = before.receiveWait();
        fifo = before.fifo();
        redrivePolicy = before.redrivePolicy();
        redriveAllowPolicy = before.redriveAllowPolicy();
        policy = before.policy();
        encryption = before.encryption();
    }

    /**
     * The attributes of a queue after some were set.
     *
     * @param queues all there are: a dead-letter queue must exist
     * @throws AwsException InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue
     */
    static QueueAttributes apply(
            Map<String, String> changes,
            QueueArn queue,
            QueueAttributes before,
            Catalog<QueueArn, Queue> queues) {
        AttributeChanges after = new AttributeChanges(queue, before, queues);
        changes.forEach(after::set);
        after.checkTogether(changes);
        return after.result();
    }

    private void set(String name, String value) {
        switch (QueueAttributeName.fromValue(name)) {
            case DELAY_SECONDS -> delay = seconds(name, value, 0, 900);
            case VISIBILITY_TIMEOUT -> visibilityTimeout = seconds(name, value, 0, 43_200);
            case MAXIMUM_MESSAGE_SIZE ->
                    maximumMessageSize = number(name, value, KIB, MessageRules.LARGEST_MESSAGE);
            case MESSAGE_RETENTION_PERIOD -> retention = seconds(name, value, 60, 1_209_600);
            case RECEIVE_MESSAGE_WAIT_TIME_SECONDS -> receiveWait = seconds(name, value, 0, 20);
            case FIFO_QUEUE -> checkType(name, value);
            case CONTENT_BASED_DEDUPLICATION -> setContentBasedDeduplication(name, value);
            case DEDUPLICATION_SCOPE -> setDeduplicationScope(name, value);
            case FIFO_THROUGHPUT_LIMIT -> setThroughputLimit(name, value);
            case REDRIVE_POLICY ->
                    redrivePolicy =
                            value.isEmpty() ? null : RedrivePolicy.parse(value, queue, queues);
            case REDRIVE_ALLOW_POLICY ->
                    redriveAllowPolicy = value.isEmpty() ? null : RedriveAllowPolicy.parse(value);
            case POLICY -> policy = value.isEmpty() ? null : QueuePolicy.checked(value);
            case KMS_MASTER_KEY_ID ->
                    encryption =
                            new Encryption(
                                    value.isEmpty() ? null : value,
                                    encryption.kmsDataKeyReusePeriod(),
                                    value.isEmpty() && encryption.sqsManagedSse());
            case KMS_DATA_KEY_REUSE_PERIOD_SECONDS ->
                    encryption =
                            new Encryption(
                                    encryption.kmsMasterKeyId(),
                                    seconds(name, value, 60, 86_400),
                                    encryption.sqsManagedSse());
            case SQS_MANAGED_SSE_ENABLED -> setManagedEncryption(bool(name, value));
            case ALL,
                    APPROXIMATE_NUMBER_OF_MESSAGES,
                    APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                    APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    CREATED_TIMESTAMP,
                    LAST_MODIFIED_TIMESTAMP,
                    QUEUE_ARN,
                    UNKNOWN_TO_SDK_VERSION ->
                    throw SqsErrors.unknownAttribute(name);
        }
    }

    /** A queue that already is what {@code FifoQueue} says may be told so. */
    private void checkType(String name, String value) {
        if (fifo == null) {
            throw SqsErrors.unknownAttribute(name);
        }
        if (!bool(name, value)) {
            throw SqsErrors.invalidAttributeValue(name, "Modifying queue type is not supported.");
        }
    }

    private void setContentBasedDeduplication(String name, String value) {
        if (fifo == null) {
            throw SqsErrors.unknownAttribute(name);
        }
        fifo = new Fifo(bool(name, value), fifo.deduplicationScope(), fifo.throughputLimit());
    }

    private void setDeduplicationScope(String name, String value) {
        if (fifo == null) {
            throw onlyForFifo(name);
        }
        DeduplicationScope scope = DeduplicationScope.of(value);
        if (scope == null) {
            throw SqsErrors.invalidAttributeValue(name);
        }
        fifo = new Fifo(fifo.contentBasedDeduplication(), scope, fifo.throughputLimit());
    }

    private void setThroughputLimit(String name, String value) {
        if (fifo == null) {
            throw onlyForFifo(name);
        }
        FifoThroughputLimit limit = FifoThroughputLimit.of(value);
        if (limit == null) {
            throw SqsErrors.invalidAttributeValue(name);
        }
        fifo = new Fifo(fifo.contentBasedDeduplication(), fifo.deduplicationScope(), limit);
    }

    private static AwsException onlyForFifo(String name) {
        return SqsErrors.invalidAttributeName(
                "You can specify the " + name + " only when FifoQueue is set to true.");
    }

    private void setManagedEncryption(boolean enabled) {
        encryption =
                new Encryption(
                        enabled ? null : encryption.kmsMasterKeyId(),
                        encryption.kmsDataKeyReusePeriod(),
                        enabled);
    }

    /** What one attribute alone cannot tell. */
    private void checkTogether(Map<String, String> changes) {
        String key = changes.get(QueueAttributeName.KMS_MASTER_KEY_ID.toString());
        String managed = changes.get(QueueAttributeName.SQS_MANAGED_SSE_ENABLED.toString());
        if (key != null && !key.isEmpty()) {
            if (Boolean.parseBoolean(managed)) {
                throw SqsErrors.invalidAttributeName(
                        "You can use one type of server-side encryption (SSE) at one time. You can"
                                + " either enable KMS SSE or SQS SSE.");
            }
            // Whichever of the two came last: a key and "SqsManagedSseEnabled=false" agree.
            encryption = new Encryption(key, encryption.kmsDataKeyReusePeriod(), false);
        }
        if (fifo != null
                && fifo.throughputLimit() == FifoThroughputLimit.PER_MESSAGE_GROUP_ID
                && fifo.deduplicationScope() != DeduplicationScope.MESSAGE_GROUP) {
            throw SqsErrors.invalidAttributeValue(
                    QueueAttributeName.FIFO_THROUGHPUT_LIMIT.toString(),
                    "The perMessageGroupId value is allowed only when the value for"
                            + " DeduplicationScope is messageGroup.");
        }
    }

    private QueueAttributes result() {
        return new QueueAttributes(
                delay,
                visibilityTimeout,
                maximumMessageSize,
                retention,
                receiveWait,
                fifo,
                redrivePolicy,
                redriveAllowPolicy,
                policy,
                encryption);
    }

    private static Duration seconds(String name, String value, int least, int most) {
        return Duration.ofSeconds(number(name, value, least, most));
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below like one that is out of range.
        }
        throw SqsErrors.invalidAttributeValue(name);
    }

    static boolean bool(String name, String value) {
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw SqsErrors.invalidAttributeValue(name);
    }
}
