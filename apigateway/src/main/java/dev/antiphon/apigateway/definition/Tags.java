package dev.antiphon.apigateway.definition;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the tags of an API, a stage or a domain name may be. */
final class Tags {
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";

    private Tags() {}

    /**
     * The tags after some were added or given another value.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static Map<String, String> with(Map<String, String> before, Map<String, String> added) {
        Map<String, String> tags = new TreeMap<>(before);
        added.forEach((key, value) -> {
            if (key.isEmpty()
                    || key.length() > 128
                    || value.length() > 256
                    || key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw ApiErrors.badRequest("Invalid tag: " + key);
            }
            tags.put(key, value);
        });
        if (tags.size() > MOST) {
            throw ApiErrors.badRequest("A resource can have at most 50 tags");
        }
        return tags;
    }

    static Map<String, String> without(Map<String, String> before, Collection<String> keys) {
        Map<String, String> tags = new TreeMap<>(before);
        tags.keySet().removeAll(keys);
        return tags;
    }
}
