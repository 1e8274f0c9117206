package dev.antiphon.engine;

/** A walk over the rows of a table, in key order. Close it. */
public interface Scan<K, V> extends AutoCloseable {
    /** Steps to the next row; before the first call the scan stands before the first row. */
    boolean next();

    K key();

    V value();

    @Override
    void close();
}
