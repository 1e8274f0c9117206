package dev.antiphon.sns;

import dev.antiphon.api.AwsException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a topic as a caller gives them, checked and put in the place of those that it has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html">SetTopicAttributes</a>
 */
final class TopicAttributeChanges {
    private static final int LONGEST_DISPLAY_NAME = 100;
    private static final int SMALLEST_LIMIT = 1_024;
    private static final int LARGEST_LIMIT = 1 << 20;

    /** Delivery status logging: kept and told. */
    private static final Pattern FEEDBACK =
            Pattern.compile(
                    "(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedbackRoleArn"
                            + "|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)");

    private static final List<String> FIFO_ONLY =
            List.of(
                    TopicAttributes.ARCHIVE_POLICY,
                    TopicAttributes.CONTENT_BASED_DEDUPLICATION,
                    TopicAttributes.FIFO_THROUGHPUT_SCOPE);

    private final TopicArn topic;

    private TopicAttributeChanges(TopicArn topic) {
        this.topic = topic;
    }

    /**
     * The attributes of a topic that is being created.
     *
     * @throws AwsException InvalidParameter
     */
    static TopicAttributes create(TopicArn topic, Map<String, String> named) {
        TopicAttributeChanges changes = new TopicAttributeChanges(topic);
        TopicAttributes attributes = TopicAttributes.none();
        for (Map.Entry<String, String> change : new TreeMap<>(named).entrySet()) {
            if (change.getKey().equals(TopicAttributes.FIFO_TOPIC)) {
                continue; // the name of the topic says it
            }
            if (!known(change.getKey())) {
                throw SnsErrors.invalidParameter(
                        "Attributes", "Unknown attribute " + change.getKey());
            }
            attributes = changes.set(attributes, change.getKey(), change.getValue());
        }
        return attributes;
    }

    /**
     * The attributes of a topic after one was set.
     *
     * @throws AwsException InvalidParameter
     */
    static TopicAttributes set(Topic topic, String name, String value) {
        if (!known(name)) {
            throw SnsErrors.invalidParameter("AttributeName");
        }
        return new TopicAttributeChanges(topic.arn()).set(topic.attributes(), name, value);
    }

    private static boolean known(String name) {
        return switch (name) {
            case TopicAttributes.ARCHIVE_POLICY,
                    TopicAttributes.CONTENT_BASED_DEDUPLICATION,
                    TopicAttributes.DELIVERY_POLICY,
                    TopicAttributes.DISPLAY_NAME,
                    TopicAttributes.FIFO_THROUGHPUT_SCOPE,
                    TopicAttributes.KMS_MASTER_KEY_ID,
                    TopicAttributes.MAXIMUM_MESSAGE_SIZE,
                    TopicAttributes.POLICY,
                    TopicAttributes.SIGNATURE_VERSION,
                    TopicAttributes.TRACING_CONFIG ->
                    true;
            default -> FEEDBACK.matcher(name).matches();
        };
    }

    private TopicAttributes set(TopicAttributes before, String name, String value) {
        if (FIFO_ONLY.contains(name) && !topic.fifo()) {
            throw SnsErrors.invalidParameter(
                    "Attributes", name + " can only be set on FIFO topics");
        }
        return before.with(name, checked(name, value));
    }

    /** The value as it is kept, or null for the default. */
    private @Nullable String checked(String name, String value) {
        return switch (name) {
            case TopicAttributes.ARCHIVE_POLICY -> orDefault(ArchivePolicy.checked(value));
            case TopicAttributes.CONTENT_BASED_DEDUPLICATION -> bool(name, value);
            case TopicAttributes.DELIVERY_POLICY ->
                    value.isEmpty() ? null : DeliveryPolicy.checkedOfTopic(value);
            case TopicAttributes.DISPLAY_NAME -> displayName(value);
            case TopicAttributes.FIFO_THROUGHPUT_SCOPE ->
                    oneOf(name, value, "Topic", "MessageGroup");
            case TopicAttributes.KMS_MASTER_KEY_ID -> orDefault(value);
            case TopicAttributes.MAXIMUM_MESSAGE_SIZE ->
                    number(name, value, SMALLEST_LIMIT, LARGEST_LIMIT);
            case TopicAttributes.POLICY ->
                    value.isEmpty() ? null : TopicPolicy.checked(value, topic);
            case TopicAttributes.SIGNATURE_VERSION -> oneOf(name, value, "1", "2");
            case TopicAttributes.TRACING_CONFIG -> tracing(name, value);
            default ->
                    name.endsWith("SampleRate")
                            ? (value.isEmpty() ? null : number(name, value, 0, 100))
                            : orDefault(value);
        };
    }

    private static @Nullable String orDefault(String value) {
        return value.isEmpty() ? null : value;
    }

    private static String displayName(String value) {
        if (value.length() > LONGEST_DISPLAY_NAME
                || value.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw SnsErrors.invalidParameter(TopicAttributes.DISPLAY_NAME);
        }
        return value;
    }

    private String tracing(String name, String value) {
        String mode = oneOf(name, value, "PassThrough", "Active");
        if (topic.fifo() && mode.equals("Active")) {
            throw SnsErrors.invalidParameter(name, "Active is only supported on standard topics");
        }
        return mode;
    }

    private static String oneOf(String name, String value, String... values) {
        if (!List.of(values).contains(value)) {
            throw SnsErrors.invalidParameter(
                    name,
                    "Invalid value ["
                            + value
                            + "]. Please use either "
                            + String.join(" or ", values));
        }
        return value;
    }

    private static String number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return Integer.toString(number);
            }
        } catch (NumberFormatException e) {
            // Answered below like one that is out of range.
        }
        throw SnsErrors.invalidParameter(
                name, "must be a number between " + least + " and " + most);
    }

    static String bool(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw SnsErrors.invalidParameter(name, "must be either true or false");
        }
        return lower;
    }
}
