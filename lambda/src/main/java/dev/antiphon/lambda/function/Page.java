package dev.antiphon.lambda.function;

import dev.antiphon.service.PageToken;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing.
 *
 * @param next the marker that the rest begins with, or null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {
    /** What a page has at most, and without being asked otherwise. */
    static final int MOST = 50;

    Page {
        items = List.copyOf(items);
    }

    /**
     * @param items in the order of their markers
     * @param marker names the first item of the page; it may be gone by now
     * @param most items, or null
     */
    static <T> Page<T> of(
            Collection<T> items,
            java.util.function.Function<T, String> markers,
            @Nullable String marker,
            @Nullable Integer most) {
        int limit = most == null ? MOST : Math.min(most, MOST);
        String first = marker == null ? "" : from(marker);
        List<T> rest =
                items.stream()
                        .filter(item -> markers.apply(item).compareTo(first) >= 0)
                        .limit(limit + 1L)
                        .toList();
        return rest.size() <= limit
                ? new Page<>(rest, null)
                : new Page<>(rest.subList(0, limit), PageToken.of(markers.apply(rest.get(limit))));
    }

    /** Callers also hand in what they know to be the next item, such as an alias's ARN. */
    private static String from(String marker) {
        String read = PageToken.read(marker);
        return read == null ? marker : read;
    }
}
