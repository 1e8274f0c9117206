package dev.antiphon.events;

import dev.antiphon.service.PageToken;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing in the order of names. The token names the last one of a page, so that those
 * that come and go in between neither hide others nor are shown twice.
 *
 * @param nextToken null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int LARGEST = 100;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The name after which a listing goes on; empty at its beginning.
     *
     * @throws dev.antiphon.api.AwsException ValidationException if the token is not one of ours
     */
    public static String start(@Nullable String nextToken) {
        if (nextToken == null) {
            return "";
        }
        String name = PageToken.read(nextToken);
        if (name == null) {
            throw EventsErrors.validation("NextToken is invalid.");
        }
        return name;
    }

    /**
     * @param items those after {@link #start}
     * @param limit how many at most, or null for as many as a page may have
     */
    public static <T> Page<T> of(
            Iterator<T> items, @Nullable Integer limit, Function<T, String> name) {
        int size = limit == null ? LARGEST : limit;
        List<T> page = new ArrayList<>();
        while (page.size() < size && items.hasNext()) {
            page.add(items.next());
        }
        boolean more = !page.isEmpty() && items.hasNext();
        return new Page<>(page, more ? PageToken.of(name.apply(page.getLast())) : null);
    }
}
