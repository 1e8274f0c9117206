package dev.antiphon.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a partition has staged and the storage may not have yet. Reads look here first. There is one
 * overlay for all batches under way: an entry is removed when the batch that wrote it has been
 * committed, unless a later one has replaced it.
 *
 * <p>Rejected: a layer per batch, which makes a read as long as the commit queue.
 */
final class Overlay {
    /** A staged removal of all rows between two keys. Single rows staged after it lie over it. */
    record Range(Table<?, ?> table, byte[] from, byte[] to) {
        boolean covers(byte[] key) {
            return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
        }
    }

    private final @Nullable Map<Object, Staged>[] tables;
    private final List<Range> ranges = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    Overlay() {
        tables = new Map[256];
    }

    @Nullable Staged get(Table<?, ?> table, Object key) {
        Map<Object, Staged> rows = tables[table.id()];
        return rows == null ? null : rows.get(key);
    }

    /** Returns what was staged for the key before, if anything. */
    @Nullable Staged put(Table<?, ?> table, Object key, Staged staged) {
        Map<Object, Staged> rows = tables[table.id()];
        if (rows == null) {
            rows = new HashMap<>();
            tables[table.id()] = rows;
        }
        return rows.put(key, staged);
    }

    /** Puts back what {@link #put} returned. */
    void restore(Table<?, ?> table, Object key, @Nullable Staged previous) {
        Map<Object, Staged> rows = rows(table);
        if (previous == null) {
            rows.remove(key);
        } else {
            rows.put(key, previous);
        }
    }

    /** Forgets an entry that is now in the storage. */
    void committed(Table<?, ?> table, Object key, Staged staged) {
        Map<Object, Staged> rows = rows(table);
        if (rows.get(key) == staged) {
            rows.remove(key);
        }
    }

    /** The rows staged for a table, in no order that matters. */
    Map<Object, Staged> rows(Table<?, ?> table) {
        Map<Object, Staged> rows = tables[table.id()];
        return rows == null ? Map.of() : rows;
    }

    void addRange(Range range) {
        ranges.add(range);
    }

    void removeRange(Range range) {
        ranges.remove(range);
    }

    boolean hasRanges() {
        return !ranges.isEmpty();
    }

    /** Whether a row of the storage is gone by a staged range. */
    boolean rangeCovers(Table<?, ?> table, byte[] key) {
        for (Range range : ranges) {
            if (range.table.equals(table) && range.covers(key)) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        Arrays.fill(tables, null);
        ranges.clear();
    }
}
