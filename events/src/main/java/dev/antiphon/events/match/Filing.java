package dev.antiphon.events.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way of filing entries, so that a value finds those that it may match and few others. What it
 * finds is a first sieve: whoever asks evaluates it.
 *
 * @param <E> the entries
 */
sealed interface Filing<E> {
    /** How many entries share a place with one that would be filed under a matcher. */
    int crowd(Matcher key);

    void add(Matcher key, E entry);

    void remove(Matcher key, E entry);

    boolean isEmpty();

    void find(EventFields.Value value, Consumer<List<E>> found);

    /** By what a value is equal to. */
    final class ByValue<E> implements Filing<E> {
        private final Map<String, List<E>> places = new HashMap<>();

        private static String place(Matcher key) {
            return switch (key) {
                case Matcher.Equal(String token) -> token;
                case Matcher.EqualNumber(String comparable) -> comparable;
                default -> throw new IllegalArgumentException("not equality: " + key);
            };
        }

        @Override
        public int crowd(Matcher key) {
            return size(places.get(place(key)));
        }

        @Override
        public void add(Matcher key, E entry) {
            places.computeIfAbsent(place(key), _ -> new ArrayList<>(1)).add(entry);
        }

        @Override
        public void remove(Matcher key, E entry) {
            removeFrom(places, place(key), entry);
        }

        @Override
        public boolean isEmpty() {
            return places.isEmpty();
        }

        @Override
        public void find(EventFields.Value value, Consumer<List<E>> found) {
            take(places.get(value.token), found);
            String comparable = value.number ? value.comparable() : null;
            if (comparable != null) {
                take(places.get(comparable), found);
            }
        }
    }

    /** By how a text begins or ends (or what it is), one lookup for each length that there is. */
    final class ByAffix<E> implements Filing<E> {
        private final boolean end;
        private final boolean folded;
        private final TreeMap<Integer, Map<String, List<E>>> byLength = new TreeMap<>();

        ByAffix(boolean end, boolean folded) {
            this.end = end;
            this.folded = folded;
        }

        private static String affix(Matcher key) {
            return switch (key) {
                case Matcher.Prefix(String token) -> token;
                case Matcher.PrefixIgnoringCase(String token) -> token;
                case Matcher.EqualIgnoringCase(String token) -> token;
                case Matcher.Suffix(String token) -> token;
                case Matcher.SuffixIgnoringCase(String token) -> token;
                default -> throw new IllegalArgumentException("not an affix: " + key);
            };
        }

        @Override
        public int crowd(Matcher key) {
            String affix = affix(key);
            Map<String, List<E>> places = byLength.get(affix.length());
            return places == null ? 0 : size(places.get(affix));
        }

        @Override
        public void add(Matcher key, E entry) {
            String affix = affix(key);
            byLength.computeIfAbsent(affix.length(), _ -> new HashMap<>())
                    .computeIfAbsent(affix, _ -> new ArrayList<>(1))
                    .add(entry);
        }

        @Override
        public void remove(Matcher key, E entry) {
            String affix = affix(key);
            Map<String, List<E>> places = byLength.get(affix.length());
            if (places != null) {
                removeFrom(places, affix, entry);
                if (places.isEmpty()) {
                    byLength.remove(affix.length());
                }
            }
        }

        @Override
        public boolean isEmpty() {
            return byLength.isEmpty();
        }

        @Override
        public void find(EventFields.Value value, Consumer<List<E>> found) {
            String text = folded ? value.folded() : value.token;
            for (Map.Entry<Integer, Map<String, List<E>>> each : byLength.entrySet()) {
                int length = each.getKey();
                if (length > text.length()) {
                    break;
                }
                int from = end ? text.length() - length : 0;
                take(each.getValue().get(text.substring(from, from + length)), found);
            }
        }
    }

    /**
     * By ranges of numbers. A number is 63 bits whose order is its own; a range is filed at the
     * finest of 64 levels at which it is in one bin or in two that are side by side, a bin of a
     * level being as wide as two of the level below. A number is in one bin of each level.
     */
    final class ByRange<E> implements Filing<E> {
        private static final int DIGITS = 9;
        private static final int BITS_OF_A_DIGIT = 7;

        private final TreeMap<Integer, Map<Long, List<E>>> levels = new TreeMap<>();

        private static long bits(String comparable) {
            long bits = 0;
            for (int i = 0; i < DIGITS; i++) {
                bits = (bits << BITS_OF_A_DIGIT) | comparable.charAt(i);
            }
            return bits;
        }

        private record Bins(int level, long first, long last) {
            static Bins of(Matcher key) {
                if (!(key instanceof Matcher.Between range)) {
                    throw new IllegalArgumentException("not a range: " + key);
                }
                long low = bits(range.low());
                long high = bits(range.high());
                int level = 0;
                while ((high >>> level) - (low >>> level) > 1) {
                    level++;
                }
                return new Bins(level, low >>> level, high >>> level);
            }
        }

        @Override
        public int crowd(Matcher key) {
            Bins bins = Bins.of(key);
            Map<Long, List<E>> places = levels.get(bins.level);
            return places == null
                    ? 0
                    : Math.max(size(places.get(bins.first)), size(places.get(bins.last)));
        }

        @Override
        public void add(Matcher key, E entry) {
            Bins bins = Bins.of(key);
            Map<Long, List<E>> places = levels.computeIfAbsent(bins.level, _ -> new HashMap<>());
            for (long bin = bins.first; bin <= bins.last; bin++) {
                places.computeIfAbsent(bin, _ -> new ArrayList<>(1)).add(entry);
            }
        }

        @Override
        public void remove(Matcher key, E entry) {
            Bins bins = Bins.of(key);
            Map<Long, List<E>> places = levels.get(bins.level);
            if (places == null) {
                return;
            }
            for (long bin = bins.first; bin <= bins.last; bin++) {
                removeFrom(places, bin, entry);
            }
            if (places.isEmpty()) {
                levels.remove(bins.level);
            }
        }

        @Override
        public boolean isEmpty() {
            return levels.isEmpty();
        }

        @Override
        public void find(EventFields.Value value, Consumer<List<E>> found) {
            String comparable = value.number ? value.comparable() : null;
            if (comparable == null) {
                return;
            }
            long bits = bits(comparable);
            levels.forEach((level, places) -> take(places.get(bits >>> level), found));
        }
    }

    private static <E> void take(@Nullable List<E> place, Consumer<List<E>> found) {
        if (place != null) {
            found.accept(place);
        }
    }

    private static int size(@Nullable List<?> place) {
        return place == null ? 0 : place.size();
    }

    private static <K, E> void removeFrom(Map<K, List<E>> places, K key, E entry) {
        List<E> place = places.get(key);
        if (place != null && place.remove(entry) && place.isEmpty()) {
            places.remove(key);
        }
    }
}
