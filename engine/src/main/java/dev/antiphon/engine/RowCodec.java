package dev.antiphon.engine;

/**
 * How a table's values are written. Rows outlive the code that wrote them: every row begins with
 * the version that wrote it, and {@link #read} must know all versions up to the present one.
 */
public interface RowCodec<V> {
    /** The version that {@link #write} writes: 1 to 127. */
    int version();

    void write(V value, RowWriter out);

    V read(int version, RowReader in);
}
