package dev.antiphon.sqs;

import org.jspecify.annotations.Nullable;

/**
 * A map from numbers to values without an object per entry. There is one entry for every message in
 * flight and for every message group, so the boxes and nodes of a {@code HashMap} would count.
 * Linear probing; a removal moves later entries up, so that there are no tombstones.
 */
final class LongMap<V> {
    /** What {@link #forEach} calls. */
    interface Visitor<V> {
        void visit(long key, V value);
    }

    private static final int SMALLEST = 8;

    private long[] keys = new long[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    @Nullable V get(long key) {
        int at = home(key, keys.length);
        while (true) {
            Object value = values[at];
            if (value == null || keys[at] == key) {
                return (V) value;
            }
            at = (at + 1) & (keys.length - 1);
        }
    }

    boolean contains(long key) {
        return get(key) != null;
    }

    void put(long key, V value) {
        if (size * 3 >= keys.length * 2) {
            resize(keys.length * 2);
        }
        if (insert(keys, values, key, value)) {
            size++;
        }
    }

    @SuppressWarnings("unchecked")
    @Nullable V remove(long key) {
        int mask = keys.length - 1;
        int at = home(key, keys.length);
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        V removed = (V) values[at];
        if (removed == null) {
            return null;
        }
        size--;
        int gap = at;
        for (int next = (gap + 1) & mask; values[next] != null; next = (next + 1) & mask) {
            // An entry may move into the gap unless its home lies between the two.
            int distanceFromHome = (next - home(keys[next], keys.length)) & mask;
            if (distanceFromHome >= ((next - gap) & mask)) {
                keys[gap] = keys[next];
                values[gap] = values[next];
                gap = next;
            }
        }
        values[gap] = null;
        if (keys.length > 64 && size * 8 < keys.length) {
            resize(keys.length / 2);
        }
        return removed;
    }

    void clear() {
        keys = new long[SMALLEST];
        values = new @Nullable Object[SMALLEST];
        size = 0;
    }

    /** In an order that follows from the history of the map and nothing else. */
    @SuppressWarnings("unchecked")
    void forEach(Visitor<? super V> visitor) {
        for (int at = 0; at < keys.length; at++) {
            V value = (V) values[at];
            if (value != null) {
                visitor.visit(keys[at], value);
            }
        }
    }

    private void resize(int capacity) {
        long[] newKeys = new long[capacity];
        @Nullable Object[] newValues = new @Nullable Object[capacity];
        for (int at = 0; at < keys.length; at++) {
            Object value = values[at];
            if (value != null) {
                insert(newKeys, newValues, keys[at], value);
            }
        }
        keys = newKeys;
        values = newValues;
    }

    private static boolean insert(long[] keys, @Nullable Object[] values, long key, Object value) {
        int at = home(key, keys.length);
        while (values[at] != null) {
            if (keys[at] == key) {
                values[at] = value;
                return false;
            }
            at = (at + 1) & (keys.length - 1);
        }
        keys[at] = key;
        values[at] = value;
        return true;
    }

    /** Fibonacci hashing: the upper bits of the product are well mixed. */
    private static int home(long key, int capacity) {
        return (int)
                ((key * 0x9E37_79B9_7F4A_7C15L) >>> (64 - Integer.numberOfTrailingZeros(capacity)));
    }
}
