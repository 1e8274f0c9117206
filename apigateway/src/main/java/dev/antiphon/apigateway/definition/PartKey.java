package dev.antiphon.apigateway.definition;

import java.util.Comparator;

/**
 * What names a part of an API.
 *
 * @param api the API's id
 * @param id of a route, a deployment …; the name of a stage
 */
public record PartKey(String api, String id) implements Comparable<PartKey> {
    private static final Comparator<PartKey> ORDER =
            Comparator.comparing(PartKey::api).thenComparing(PartKey::id);

    /** Behind every id: they are ASCII. */
    private static final String BEHIND = "\uffff";

    static PartKey first(String api) {
        return new PartKey(api, "");
    }

    static PartKey behind(String api) {
        return new PartKey(api, BEHIND);
    }

    @Override
    public int compareTo(PartKey other) {
        return ORDER.compare(this, other);
    }
}
