package dev.antiphon.storage.rocksdb;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.WriteBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A batch in the form in which RocksDB itself keeps one, built here in an array. Through RocksDB's
 * own API every change crosses into native code; built like this, a commit of any size crosses
 * once. {@code WriteBatchTest} holds the two against each other.
 *
 * <p>The form is part of RocksDB's log and therefore stable: 8 bytes for the sequence number, which
 * RocksDB fills in, 4 bytes for the number of changes, little endian, then the changes. A change is
 * a byte for its kind, the id of its column family, its key, and unless it is a deletion its value;
 * the id and the lengths before key and value are varints. This class builds the changes; {@link
 * #merge} puts the twelve bytes before those of several batches.
 */
final class RocksBatch implements WriteBatch {
    private static final byte DELETION = 0x4;
    private static final byte VALUE = 0x5;
    private static final byte RANGE_DELETION = 0xE;

    private static final int COUNT_OFFSET = 8;
    private static final int HEADER_BYTES = 12;

    /** A change's kind, a small id, and two lengths of at most five bytes. */
    private static final int MAX_OVERHEAD = 1 + 5 + 5 + 5;

    /** The longest array that every JVM can make. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private static final VarHandle LITTLE_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] changes;
    private int size;
    private int count;

    /**
     * @param room for so many bytes before it has to grow
     */
    RocksBatch(int room) {
        changes = new byte[room];
    }

    @Override
    public void put(Family family, byte[] key, int keyLength, byte[] value, int valueLength) {
        begin(VALUE, family, (long) keyLength + valueLength);
        bytes(key, keyLength);
        bytes(value, valueLength);
    }

    @Override
    public void delete(Family family, byte[] key, int keyLength) {
        begin(DELETION, family, keyLength);
        bytes(key, keyLength);
    }

    @Override
    public void deleteRange(Family family, byte[] from, byte[] to) {
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return;
        }
        begin(RANGE_DELETION, family, (long) from.length + to.length);
        bytes(from, from.length);
        bytes(to, to.length);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int bytes() {
        return size;
    }

    /** The batches one after the other, as RocksDB takes them. */
    static byte[] merge(List<? extends WriteBatch> batches) {
        long length = HEADER_BYTES;
        for (WriteBatch batch : batches) {
            length += batch.bytes();
        }
        byte[] merged = new byte[Math.toIntExact(length)];
        int end = HEADER_BYTES;
        int count = 0;
        for (WriteBatch each : batches) {
            RocksBatch batch = (RocksBatch) each;
            System.arraycopy(batch.changes, 0, merged, end, batch.size);
            end += batch.size;
            count += batch.count;
        }
        LITTLE_ENDIAN_INT.set(merged, COUNT_OFFSET, count);
        return merged;
    }

    private void begin(byte kind, Family family, long contents) {
        long needed = size + contents + MAX_OVERHEAD;
        if (needed > changes.length) {
            long doubled = Math.min(2L * changes.length, MAX_ARRAY);
            changes = Arrays.copyOf(changes, Math.toIntExact(Math.max(needed, doubled)));
        }
        changes[size++] = kind;
        varint(ColumnFamilies.id(family));
        count++;
    }

    private void bytes(byte[] bytes, int length) {
        varint(length);
        System.arraycopy(bytes, 0, changes, size, length);
        size += length;
    }

    private void varint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            changes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        changes[size++] = (byte) rest;
    }
}
