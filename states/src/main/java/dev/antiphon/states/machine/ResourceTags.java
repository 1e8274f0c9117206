package dev.antiphon.states.machine;

import dev.antiphon.service.TagText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.Tag;

/**
 * What the tags of machines and activities may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html#sfn-limits-tagging">Quotas
 *     for tagging</a>
 */
final class ResourceTags {
    private static final int MOST = 50;

    private ResourceTags() {}

    /**
     * The tags after some were added or given another value.
     *
     * @throws dev.antiphon.api.AwsException TooManyTags, or ValidationException for what no tag may
     *     be
     */
    static Map<String, String> with(Map<String, String> before, List<Tag> added, String arn) {
        Map<String, String> tags = new TreeMap<>(before);
        for (Tag tag : added) {
            String key = tag.key() == null ? "" : tag.key();
            String value = tag.value() == null ? "" : tag.value();
            if (key.isEmpty()) {
                throw StatesErrors.validation("Tag keys must not be empty");
            }
            if (TagText.isReserved(key)) {
                throw StatesErrors.validation(
                        "Tag keys starting with " + TagText.RESERVED + " are reserved: " + key);
            }
            checkCharacters(key);
            checkCharacters(value);
            tags.put(key, value);
        }
        if (tags.size() > MOST) {
            throw StatesErrors.tooManyTags(arn);
        }
        return tags;
    }

    private static void checkCharacters(String text) {
        if (!TagText.isValid(text)) {
            throw StatesErrors.validation(
                    "Tags may only contain Unicode letters, digits, white space and the symbols"
                            + " _ . : / = + - @: "
                            + text);
        }
    }

    /** The tags after some were removed, whether they were there or not. */
    static Map<String, String> without(Map<String, String> before, Collection<String> keys) {
        Map<String, String> tags = new TreeMap<>(before);
        tags.keySet().removeAll(keys);
        return tags;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
