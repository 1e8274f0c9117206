package dev.antiphon.events.match;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries that are filed under one field.
 *
 * @param <E> the entries
 */
final class FieldIndex<E> {
    private enum Kind {
        VALUE,
        PREFIX,
        PREFIX_IGNORING_CASE,
        SUFFIX,
        SUFFIX_IGNORING_CASE,
        RANGE;

        <E> Filing<E> filing() {
            return switch (this) {
                case VALUE -> new Filing.ByValue<>();
                case PREFIX -> new Filing.ByAffix<>(false, false);
                case PREFIX_IGNORING_CASE -> new Filing.ByAffix<>(false, true);
                case SUFFIX -> new Filing.ByAffix<>(true, false);
                case SUFFIX_IGNORING_CASE -> new Filing.ByAffix<>(true, true);
                case RANGE -> new Filing.ByRange<>();
            };
        }

        /** How a matcher can be filed, or null if it cannot. */
        static @Nullable Kind of(Matcher key) {
            return switch (key) {
                case Matcher.Equal _, Matcher.EqualNumber _ -> VALUE;
                case Matcher.Prefix _ -> PREFIX;
                case Matcher.PrefixIgnoringCase _, Matcher.EqualIgnoringCase _ ->
                        PREFIX_IGNORING_CASE;
                case Matcher.Suffix _ -> SUFFIX;
                case Matcher.SuffixIgnoringCase _ -> SUFFIX_IGNORING_CASE;
                case Matcher.Between range -> range.address() ? null : RANGE;
                case Matcher.Wildcard _, Matcher.AnyValue _, Matcher.NoneOf _ -> null;
            };
        }
    }

    private final Map<Kind, Filing<E>> filings = new EnumMap<>(Kind.class);

    static boolean canFile(Matcher key) {
        return Kind.of(key) != null;
    }

    private static Kind kind(Matcher key) {
        Kind kind = Kind.of(key);
        if (kind == null) {
            throw new IllegalArgumentException("nothing is filed under " + key);
        }
        return kind;
    }

    /** How many entries share a place with one that would be filed under a matcher. */
    int crowd(Matcher key) {
        Filing<E> filing = filings.get(kind(key));
        return filing == null ? 0 : filing.crowd(key);
    }

    void add(Matcher key, E entry) {
        filings.computeIfAbsent(kind(key), Kind::filing).add(key, entry);
    }

    void remove(Matcher key, E entry) {
        Kind kind = kind(key);
        Filing<E> filing = filings.get(kind);
        if (filing != null) {
            filing.remove(key, entry);
            if (filing.isEmpty()) {
                filings.remove(kind);
            }
        }
    }

    boolean isEmpty() {
        return filings.isEmpty();
    }

    void find(EventFields.Value value, Consumer<List<E>> found) {
        for (Filing<E> filing : filings.values()) {
            filing.find(value, found);
        }
    }
}
