package dev.antiphon.events.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * In how many ways a pattern can match: the alternatives of each {@code $or} add up, and those of
 * several that hold together are multiplied. The ruler writes all of them out, so that a pattern of
 * a few hundred characters could take more memory than there is; they are counted first.
 */
final class WaysToMatch {
    /**
     * As many as AWS allows
     * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html).
     */
    static final int MOST = 1_000;

    private static final String OR = "$or";
    private static final JsonFactory JSON = new JsonFactory();

    private WaysToMatch() {}

    /**
     * One more than {@link #MOST} stands for any number above it. What is no JSON is for the ruler
     * to complain of.
     */
    static int of(String pattern) {
        try (JsonParser json = JSON.createParser(pattern)) {
            return json.nextToken() == JsonToken.START_OBJECT ? ofObject(json) : 1;
        } catch (IOException e) {
            return 1;
        }
    }

    // Member by member, since the ruler takes every member of a name that is there twice.
    private static int ofObject(JsonParser json) throws IOException {
        int ways = 1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean alternatives = json.currentName().equals(OR);
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT) {
                ways = bounded((long) ways * ofObject(json));
            } else if (value == JsonToken.START_ARRAY && alternatives) {
                ways = bounded((long) ways * Math.max(1, ofAlternatives(json)));
            } else {
                json.skipChildren();
            }
        }
        return ways;
    }

    private static int ofAlternatives(JsonParser json) throws IOException {
        int ways = 0;
        for (JsonToken each = json.nextToken();
                each != null && each != JsonToken.END_ARRAY;
                each = json.nextToken()) {
            if (each == JsonToken.START_OBJECT) {
                ways = bounded((long) ways + ofObject(json));
            } else {
                json.skipChildren();
            }
        }
        return ways;
    }

    private static int bounded(long ways) {
        return (int) Math.min(ways, MOST + 1L);
    }
}
