package dev.antiphon.sns;

import dev.antiphon.service.TagText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.Tag;

/**
 * What tags may be.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html">Amazon SNS topic
 *     tagging</a>
 */
final class TopicTags {
    private static final int MOST = 50;

    private TopicTags() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static Map<String, String> of(Collection<Tag> tags) {
        Map<String, String> byKey = new TreeMap<>();
        for (Tag tag : tags) {
            check(tag.key());
            check(tag.value());
            if (TagText.isReserved(tag.key())) {
                throw SnsErrors.invalidParameter(
                        "Tags", "Tag keys starting with " + TagText.RESERVED + " are reserved");
            }
            if (byKey.put(tag.key(), tag.value()) != null) {
                throw SnsErrors.invalidParameter("Duplicated keys are not allowed.");
            }
        }
        return byKey;
    }

    /** The tags of a topic after some were added or given another value. */
    static Map<String, String> with(Map<String, String> before, Map<String, String> added) {
        Map<String, String> tags = new TreeMap<>(before);
        tags.putAll(added);
        if (tags.size() > MOST) {
            throw SnsErrors.tooManyTags();
        }
        return tags;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    private static void check(String text) {
        if (!TagText.isValid(text)) {
            throw SnsErrors.invalidParameter("Tags", "invalid characters in " + text);
        }
    }
}
