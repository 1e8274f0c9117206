package dev.antiphon.storage;

/**
 * A walk over rows in key order. It sees every write that had returned when it was opened; of a
 * later write it may see all, a part or nothing. Not for use by two threads.
 */
public interface Cursor extends AutoCloseable {
    /** Steps to the next row; before the first call the cursor stands before the first row. */
    boolean next();

    /** The key of the row that the cursor stands on. Do not change it. */
    byte[] key();

    /** The value of the row that the cursor stands on. Do not change it. */
    byte[] value();

    @Override
    void close();
}
