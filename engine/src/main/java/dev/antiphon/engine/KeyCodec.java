package dev.antiphon.engine;

/** How a table's keys are written: the order of the bytes, unsigned, is the order of the rows. */
public interface KeyCodec<K> {
    void write(K key, KeyWriter out);

    K read(KeyReader in);
}
