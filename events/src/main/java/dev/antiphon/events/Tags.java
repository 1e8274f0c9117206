package dev.antiphon.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** What tags may be. */
public final class Tags {
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";

    private Tags() {}

    /** The tags of a resource after some were added or given another value. */
    public static Map<String, String> with(Map<String, String> before, List<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw EventsErrors.validation(
                        "Tag keys starting with " + RESERVED + " are reserved for internal use.");
            }
            tags.put(tag.key(), tag.value());
        }
        if (tags.size() > MOST) {
            throw EventsErrors.limitExceeded();
        }
        return tags;
    }

    /** The tags of a resource after some were removed, whether it had them or not. */
    public static Map<String, String> without(Map<String, String> before, Collection<String> keys) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        tags.keySet().removeAll(keys);
        return tags;
    }

    public static List<Tag> listed(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
