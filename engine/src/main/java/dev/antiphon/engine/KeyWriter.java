package dev.antiphon.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the parts of a key so that the bytes sort as the parts do. */
public final class KeyWriter {
    private byte[] bytes = new byte[64];
    private int length;

    void clear() {
        length = 0;
    }

    /** The written bytes; only the first {@link #length} count. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public KeyWriter u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public KeyWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    /** Eight bytes that sort as signed numbers do. */
    public KeyWriter i64(long value) {
        reserve(8);
        long sortable = value ^ Long.MIN_VALUE;
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (sortable >>> shift);
        }
        return this;
    }

    /**
     * A text of any length that may be followed by further parts: it ends with 0, and a zero inside
     * is written as 0 255, so that a text sorts before its continuations.
     */
    public KeyWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length * 2 + 1);
        for (byte b : utf8) {
            bytes[length++] = b;
            if (b == 0) {
                bytes[length++] = (byte) 255;
            }
        }
        bytes[length++] = 0;
        return this;
    }

    /** A part that is a key itself. */
    public <K> KeyWriter part(KeyCodec<K> keys, K key) {
        keys.write(key, this);
        return this;
    }

    /** Bytes of a length that the reader knows. */
    public KeyWriter fixed(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }
}
