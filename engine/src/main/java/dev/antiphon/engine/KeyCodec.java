package dev.antiphon.engine;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** How a table's keys are written: the order of the bytes, unsigned, is the order of the rows. */
public interface KeyCodec<K> {
    /** A name, an ARN, or another text. */
    KeyCodec<String> TEXT = of((key, out) -> out.text(key), KeyReader::text);

    KeyCodec<Long> NUMBER = of((key, out) -> out.i64(key), KeyReader::i64);

    /** Keys whose parts are written one after the other, and read in the same order. */
    static <K> KeyCodec<K> of(BiConsumer<K, KeyWriter> write, Function<KeyReader, K> read) {
        return new KeyCodec<>() {
            @Override
            public void write(K key, KeyWriter out) {
                write.accept(key, out);
            }

            @Override
            public K read(KeyReader in) {
                return read.apply(in);
            }
        };
    }

    void write(K key, KeyWriter out);

    K read(KeyReader in);
}
