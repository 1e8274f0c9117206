package dev.antiphon.engine;

/**
 * Follows the rows of a table: called for every row when a partition opens, and for every change
 * after that.
 */
public interface RowObserver<K, V> {
    void put(K key, V value);

    void deleted(K key);

    /** All rows from {@code from} (inclusive) to {@code to} (exclusive) are gone. */
    default void rangeDeleted(K from, K to) {
        throw new UnsupportedOperationException("this table's observer follows no ranges");
    }
}
