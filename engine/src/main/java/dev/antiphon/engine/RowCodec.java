package dev.antiphon.engine;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a table's values are written. Rows outlive the code that wrote them: every row begins with
 * the version that wrote it, and {@link #read} must know all versions up to the present one.
 */
public interface RowCodec<V> {
    RowCodec<String> TEXT = first((value, out) -> out.text(value), RowReader::text);

    RowCodec<Long> NUMBER = first((value, out) -> out.i64(value), RowReader::i64);

    /** That there is a row is all that it says. */
    RowCodec<Boolean> PRESENCE = first((value, out) -> {}, in -> true);

    /** One of which there has been no other version. */
    static <V> RowCodec<V> first(BiConsumer<V, RowWriter> write, Function<RowReader, V> read) {
        return new RowCodec<>() {
            @Override
            public int version() {
                return 1;
            }

            @Override
            public void write(V value, RowWriter out) {
                write.accept(value, out);
            }

            @Override
            public V read(int version, RowReader in) {
                return read.apply(in);
            }
        };
    }

    /** The version that {@link #write} writes: 1 to 127. */
    int version();

    void write(V value, RowWriter out);

    V read(int version, RowReader in);
}
