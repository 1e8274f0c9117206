package dev.antiphon.sqs;

import dev.antiphon.sqs.QueueAttributes.Encryption;
import dev.antiphon.sqs.QueueAttributes.Fifo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The attributes of a queue as AWS tells them: texts by name, and only those that apply. */
final class AttributeView {
    private AttributeView() {}

    /**
     * The attributes that are asked for, of which a queue need not have each.
     *
     * @param names AWS's, or {@code All}
     * @throws dev.antiphon.api.AwsException InvalidAttributeName
     */
    static Map<String, String> of(Queue queue, QueueCounts counts, List<String> names) {
        Map<String, String> view = new LinkedHashMap<>();
        for (QueueAttributeName name : wanted(names)) {
            String value = value(queue, counts, name);
            if (value != null) {
                view.put(name.toString(), value);
            }
        }
        return view;
    }

    private static List<QueueAttributeName> wanted(List<String> names) {
        List<QueueAttributeName> wanted = new ArrayList<>();
        boolean all = false;
        for (String text : names) {
            QueueAttributeName name = QueueAttributeName.fromValue(text);
            if (name == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
                throw SqsErrors.unknownAttribute(text);
            }
            all |= name == QueueAttributeName.ALL;
            wanted.add(name);
        }
        return all ? List.of(QueueAttributeName.values()) : wanted;
    }

    /** One attribute; null where the queue does not have it. */
    static @Nullable String value(Queue queue, QueueCounts counts, QueueAttributeName name) {
        QueueAttributes attributes = queue.attributes();
        Fifo fifo = attributes.fifo();
        Encryption encryption = attributes.encryption();
        RedrivePolicy redrive = attributes.redrivePolicy();
        RedriveAllowPolicy allow = attributes.redriveAllowPolicy();
        return switch (name) {
            case QUEUE_ARN -> queue.arn().toString();
            case CREATED_TIMESTAMP -> seconds(queue.created());
            case LAST_MODIFIED_TIMESTAMP -> seconds(queue.lastModified());
            case APPROXIMATE_NUMBER_OF_MESSAGES -> Long.toString(counts.visible());
            case APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE -> Long.toString(counts.inFlight());
            case APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED -> Long.toString(counts.delayed());
            case DELAY_SECONDS -> seconds(attributes.delay());
            case VISIBILITY_TIMEOUT -> seconds(attributes.visibilityTimeout());
            case MAXIMUM_MESSAGE_SIZE -> Integer.toString(attributes.maximumMessageSize());
            case MESSAGE_RETENTION_PERIOD -> seconds(attributes.retention());
            case RECEIVE_MESSAGE_WAIT_TIME_SECONDS -> seconds(attributes.receiveWait());
            case FIFO_QUEUE -> fifo == null ? null : "true";
            case CONTENT_BASED_DEDUPLICATION ->
                    fifo == null ? null : Boolean.toString(fifo.contentBasedDeduplication());
            case DEDUPLICATION_SCOPE -> fifo == null ? null : fifo.deduplicationScope().toString();
            case FIFO_THROUGHPUT_LIMIT -> fifo == null ? null : fifo.throughputLimit().toString();
            case REDRIVE_POLICY -> redrive == null ? null : redrive.json();
            case REDRIVE_ALLOW_POLICY -> allow == null ? null : allow.json();
            case POLICY -> attributes.policy();
            case SQS_MANAGED_SSE_ENABLED -> Boolean.toString(encryption.sqsManagedSse());
            case KMS_MASTER_KEY_ID -> encryption.kmsMasterKeyId();
            case KMS_DATA_KEY_REUSE_PERIOD_SECONDS ->
                    encryption.kmsMasterKeyId() == null
                            ? null
                            : seconds(encryption.kmsDataKeyReusePeriod());
            case ALL, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
