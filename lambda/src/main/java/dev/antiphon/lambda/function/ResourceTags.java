package dev.antiphon.lambda.function;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tags of functions may be.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html">Using tags on
 *     Lambda functions</a>
 */
public final class ResourceTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String RESERVED = "aws:";

    private ResourceTags() {}

    /**
     * The tags after some were added or given another value.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    public static Map<String, String> with(Map<String, String> before, Map<String, String> added) {
        Map<String, String> tags = new TreeMap<>(before);
        added.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw LambdaErrors.invalid(
                        "Tag keys must have 1 to " + LONGEST_KEY + " characters: '" + key + "'");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw LambdaErrors.invalid(
                        "Tag keys starting with " + RESERVED + " are reserved: " + key);
            }
            if (value.length() > LONGEST_VALUE) {
                throw LambdaErrors.invalid(
                        "Tag values must have at most " + LONGEST_VALUE + " characters: " + key);
            }
            tags.put(key, value);
        });
        if (tags.size() > MOST) {
            throw LambdaErrors.invalid(
                    "Number of tags exceeds resource tag limit of " + MOST + ".");
        }
        return tags;
    }

    /** The tags after some were removed, whether they were there or not. */
    public static Map<String, String> without(Map<String, String> before, Collection<String> keys) {
        Map<String, String> tags = new TreeMap<>(before);
        tags.keySet().removeAll(keys);
        return tags;
    }
}
