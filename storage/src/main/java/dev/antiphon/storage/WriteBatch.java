package dev.antiphon.storage;

/**
 * An ordered list of changes, gathered by one thread and then handed to {@link Storage#write}. A
 * later change of a key wins over an earlier one. Arrays are copied: the caller may reuse them.
 */
public interface WriteBatch {
    /** Writes {@code key[0, keyLength)} with {@code value[0, valueLength)}. */
    void put(Family family, byte[] key, int keyLength, byte[] value, int valueLength);

    void delete(Family family, byte[] key, int keyLength);

    /**
     * Deletes every row whose key is at or after {@code from} and before {@code to} in unsigned
     * byte order. Such a change is cheap to write and makes reads of its neighbourhood dearer until
     * it is compacted away: for many rows at once, not for a few.
     */
    void deleteRange(Family family, byte[] from, byte[] to);

    /** How many changes it holds. */
    int count();

    /** How many bytes it takes, roughly: what it will add to the log. */
    int bytes();

    default boolean isEmpty() {
        return count() == 0;
    }
}
