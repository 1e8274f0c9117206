package dev.antiphon.states.machine;

import dev.antiphon.service.PageToken;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing. The token names the last one of a page, so that those that come and go in
 * between neither hide others nor are shown twice.
 *
 * @param nextToken null at the end
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    /** Behind every name that is of this use: names are ASCII in practice, and never this. */
    static final String LAST = "\uffff";

    private static final int USUAL = 100;

    Page {
        items = List.copyOf(items);
    }

    /** How many a caller wants at most: 0 stands for the usual number. */
    static int size(@Nullable Integer maxResults) {
        return maxResults == null || maxResults == 0 ? USUAL : maxResults;
    }

    /**
     * What a listing goes on behind; empty at its beginning.
     *
     * @throws dev.antiphon.api.AwsException InvalidToken if the token is not one of ours
     */
    static String start(@Nullable String nextToken) {
        if (nextToken == null) {
            return "";
        }
        String last = PageToken.read(nextToken);
        if (last == null) {
            throw StatesErrors.invalidToken("Invalid token");
        }
        return last;
    }

    /**
     * The same for a listing from the largest number down; larger than all at its beginning.
     *
     * @throws dev.antiphon.api.AwsException InvalidToken if the token is not one of ours
     */
    static long number(@Nullable String nextToken) {
        String text = start(nextToken);
        try {
            return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StatesErrors.invalidToken("Invalid token");
        }
    }

    /** The smallest name behind another one. */
    static String behind(String name) {
        return name.isEmpty() ? name : name + '\0';
    }

    /**
     * @param items those behind {@link #start}
     * @param key of an item, which the token names
     */
    static <T> Page<T> of(
            Iterator<T> items, @Nullable Integer maxResults, Function<T, String> key) {
        int size = size(maxResults);
        List<T> page = new ArrayList<>();
        while (page.size() < size && items.hasNext()) {
            page.add(items.next());
        }
        return new Page<>(page, items.hasNext() ? PageToken.of(key.apply(page.getLast())) : null);
    }
}
