package dev.antiphon.storage.memory;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.WriteBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each family in one sorted map. One thread changes them while others read; a reader
 * may see a part of the changes that are just being made, never a part of a row.
 */
final class Rows {
    static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    private final Map<Family, ConcurrentNavigableMap<byte[], byte[]>> families =
            new EnumMap<>(Family.class);

    Rows() {
        for (Family family : Family.values()) {
            families.put(family, new ConcurrentSkipListMap<>(ORDER));
        }
    }

    byte @Nullable [] get(Family family, byte[] key) {
        return rowsOf(family).get(key);
    }

    Iterator<Map.Entry<byte[], byte[]>> scan(Family family, byte[] from, byte[] to) {
        return range(family, from, to).entrySet().iterator();
    }

    void apply(List<? extends WriteBatch> batches) {
        for (WriteBatch batch : batches) {
            applyChanges(((MemoryBatch) batch).changes());
        }
    }

    void applyChanges(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.Put(Family family, byte[] key, byte[] value) ->
                        rowsOf(family).put(key, value);
                case Change.Delete(Family family, byte[] key) -> rowsOf(family).remove(key);
                case Change.DeleteRange(Family family, byte[] from, byte[] to) ->
                        range(family, from, to).clear();
            }
        }
    }

    /** Applies the batches and returns the changes that undo them, to be made in their order. */
    List<Change> applyUndoably(List<? extends WriteBatch> batches) {
        List<Change> undo = new ArrayList<>();
        for (WriteBatch batch : batches) {
            for (Change change : ((MemoryBatch) batch).changes()) {
                switch (change) {
                    case Change.Put(Family family, byte[] key, byte[] value) ->
                            undo.add(restore(family, key, rowsOf(family).put(key, value)));
                    case Change.Delete(Family family, byte[] key) ->
                            undo.add(restore(family, key, rowsOf(family).remove(key)));
                    case Change.DeleteRange(Family family, byte[] from, byte[] to) -> {
                        NavigableMap<byte[], byte[]> range = range(family, from, to);
                        range.forEach((key, value) -> undo.add(restore(family, key, value)));
                        range.clear();
                    }
                }
            }
        }
        return undo.reversed();
    }

    private static Change restore(Family family, byte[] key, byte @Nullable [] before) {
        return before == null
                ? new Change.Delete(family, key)
                : new Change.Put(family, key, before);
    }

    private NavigableMap<byte[], byte[]> range(Family family, byte[] from, byte[] to) {
        // A range that ends before it begins is empty here, where subMap would throw.
        byte[] end = ORDER.compare(from, to) < 0 ? to : from;
        return rowsOf(family).subMap(from, true, end, false);
    }

    private ConcurrentNavigableMap<byte[], byte[]> rowsOf(Family family) {
        return Objects.requireNonNull(families.get(family));
    }
}
