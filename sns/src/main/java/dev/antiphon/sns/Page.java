package dev.antiphon.sns;

import dev.antiphon.service.PageToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing. The token names the last item of a page, so that items that come and go in
 * between neither hide others nor show them twice.
 *
 * @param nextToken null at the end
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    /** Items of a page. */
    static final int SIZE = 100;

    /**
     * The position from which a listing goes on; empty at its beginning.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static String start(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        String last = PageToken.read(token);
        if (last == null) {
            throw SnsErrors.invalidParameter("NextToken");
        }
        // The smallest position behind another one is that one with a character appended.
        return last + '\0';
    }

    static <T> Page<T> of(Collection<T> rest, Function<T, String> position) {
        return of(rest, position, SIZE);
    }

    /**
     * @param rest those from {@link #start} on
     * @param position of an item in the listing
     */
    static <T> Page<T> of(Collection<T> rest, Function<T, String> position, int size) {
        List<T> page = new ArrayList<>();
        Iterator<T> items = rest.iterator();
        while (items.hasNext() && page.size() < size) {
            page.add(items.next());
        }
        return new Page<>(
                page, items.hasNext() ? PageToken.of(position.apply(page.getLast())) : null);
    }
}
