package dev.antiphon.storage;

/**
 * A walk over rows in key order. It sees the rows as they were when it was opened, at least. Not
 * for use by two threads.
 */
public interface Cursor extends AutoCloseable {
    /** Steps to the next row; before the first call the cursor stands before the first row. */
    boolean next();

    /** The key of the row that the cursor stands on. */
    byte[] key();

    /** The value of the row that the cursor stands on. */
    byte[] value();

    @Override
    void close();
}
