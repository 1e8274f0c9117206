package dev.antiphon.scheduler;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.scheduler.model.Tag;

/**
 * What the tags of a group may be
 * (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices).
 */
final class GroupTags {
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";

    private GroupTags() {}

    /**
     * The group that a call about tags names: nothing else has tags here.
     *
     * @throws dev.antiphon.api.AwsException ValidationException
     */
    static GroupArn owner(String arn) {
        GroupArn group = GroupArn.parse(arn);
        if (group == null) {
            throw SchedulerErrors.invalid("Invalid ResourceArn " + arn + ".");
        }
        return group;
    }

    /** The tags after some were added or given another value. */
    static Map<String, String> with(Map<String, String> before, List<Tag> added) {
        Map<String, String> tags = new TreeMap<>(before);
        for (Tag tag : added) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw SchedulerErrors.invalid(
                        "Tag keys that begin with aws: are reserved and cannot be set: "
                                + tag.key());
            }
            tags.put(tag.key(), tag.value());
        }
        if (tags.size() > MOST) {
            throw SchedulerErrors.invalid("A schedule group can have at most 50 tags.");
        }
        return tags;
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
