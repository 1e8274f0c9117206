package dev.antiphon.storage.memory;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.WriteBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The changes as a list. What is copied here is not copied again: the rows take the arrays over.
 */
final class MemoryBatch implements WriteBatch {
    /** About what a log would need around the bytes of a change: its kind, family and lengths. */
    private static final int CHANGE_BYTES = 8;

    private final List<Change> changes = new ArrayList<>();
    private int bytes;

    @Override
    public void put(Family family, byte[] key, int keyLength, byte[] value, int valueLength) {
        changes.add(
                new Change.Put(
                        family, Arrays.copyOf(key, keyLength), Arrays.copyOf(value, valueLength)));
        bytes += CHANGE_BYTES + keyLength + valueLength;
    }

    @Override
    public void delete(Family family, byte[] key, int keyLength) {
        changes.add(new Change.Delete(family, Arrays.copyOf(key, keyLength)));
        bytes += CHANGE_BYTES + keyLength;
    }

    @Override
    public void deleteRange(Family family, byte[] from, byte[] to) {
        if (Rows.ORDER.compare(from, to) >= 0) {
            return;
        }
        changes.add(new Change.DeleteRange(family, from.clone(), to.clone()));
        bytes += CHANGE_BYTES + from.length + to.length;
    }

    @Override
    public int count() {
        return changes.size();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    List<Change> changes() {
        return changes;
    }
}
