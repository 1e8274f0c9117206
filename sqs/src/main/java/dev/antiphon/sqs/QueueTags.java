package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.service.TagText;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tags may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">Queue
 *     quotas: queue tags</a>
 */
final class QueueTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private QueueTags() {}

    /** The tags of a queue after some were added or given another value. */
    static Map<String, String> with(
            Map<String, String> before, Map<String, String> added, QueueArn queue) {
        added.forEach(QueueTags::check);
        Map<String, String> tags = new TreeMap<>(before);
        tags.putAll(added);
        if (tags.size() > MOST) {
            throw SqsErrors.invalidParameter("Too many tags added for queue " + queue.name() + ".");
        }
        return tags;
    }

    /** The tags of a queue after some were removed, whether it had them or not. */
    static Map<String, String> without(Map<String, String> before, Collection<String> keys) {
        keys.forEach(QueueTags::checkKey);
        Map<String, String> tags = new TreeMap<>(before);
        tags.keySet().removeAll(keys);
        return tags;
    }

    private static void check(String key, String value) {
        checkKey(key);
        if (TagText.isReserved(key)) {
            throw invalid(
                    key,
                    "Tag keys starting with "
                            + TagText.RESERVED
                            + " are reserved for AWS's use and can't be added or changed.");
        }
        if (value.codePointCount(0, value.length()) > LONGEST_VALUE) {
            throw invalid(
                    value,
                    "Tag values must be between 0 and " + LONGEST_VALUE + " characters in length.");
        }
        checkCharacters(value);
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || key.codePointCount(0, key.length()) > LONGEST_KEY) {
            throw invalid(
                    key,
                    "Tag keys must be between 1 and " + LONGEST_KEY + " characters in length.");
        }
        checkCharacters(key);
    }

    private static void checkCharacters(String text) {
        if (!TagText.isValid(text)) {
            throw invalid(
                    text,
                    "Tags can contain only Unicode letters, digits, white space and the symbols"
                            + " _ . : / = + - @");
        }
    }

    private static AwsException invalid(String text, String reason) {
        return SqsErrors.invalidParameter("Tags", text, reason);
    }
}
