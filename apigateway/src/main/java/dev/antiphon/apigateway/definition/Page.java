package dev.antiphon.apigateway.definition;

import dev.antiphon.service.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a listing, in the order of ids. */
record Page<V>(List<V> items, @Nullable String nextToken) {
    private static final int USUAL = 100;
    private static final int LARGEST = 500;

    /**
     * @param all in the order of their ids
     * @param maxResults as said, or null
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static <V> Page<V> of(
            List<V> all,
            Function<V, String> id,
            @Nullable String maxResults,
            @Nullable String nextToken) {
        int size = size(maxResults);
        String after = nextToken == null ? "" : after(nextToken);
        List<V> items = new ArrayList<>();
        for (V item : all) {
            if (id.apply(item).compareTo(after) > 0) {
                if (items.size() == size) {
                    return new Page<>(items, PageToken.of(id.apply(items.getLast())));
                }
                items.add(item);
            }
        }
        return new Page<>(items, null);
    }

    private static int size(@Nullable String maxResults) {
        if (maxResults == null) {
            return USUAL;
        }
        if (!maxResults.matches("[0-9]{1,9}") || Integer.parseInt(maxResults) == 0) {
            throw ApiErrors.badRequest("Invalid maxResults specified: " + maxResults);
        }
        return Math.min(LARGEST, Integer.parseInt(maxResults));
    }

    private static String after(String token) {
        String last = PageToken.read(token);
        if (last == null) {
            throw ApiErrors.badRequest("Invalid nextToken specified");
        }
        return last;
    }
}
