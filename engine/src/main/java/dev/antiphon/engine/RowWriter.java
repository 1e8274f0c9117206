package dev.antiphon.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a value, compactly. */
public final class RowWriter {
    private byte[] bytes = new byte[512];
    private int length;

    /** For formats between services that travel in the outbox; the engine reuses its own. */
    public RowWriter() {}

    void clear() {
        length = 0;
        if (bytes.length > 1 << 20) {
            bytes = new byte[512]; // one large row must not keep its buffer for ever
        }
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** What was written so far, as an array of its own. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public RowWriter u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public RowWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** A number in as few bytes as it needs; small and not negative ones are the shortest. */
    public RowWriter varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~127L) != 0) {
            bytes[length++] = (byte) ((rest & 127) | 128);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Eight bytes. */
    public RowWriter i64(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    public RowWriter bytes(byte[] value) {
        varint(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    public RowWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text or its absence. */
    public RowWriter optionalText(@Nullable String value) {
        if (value == null) {
            return bool(false);
        }
        return bool(true).text(value);
    }

    public RowWriter texts(Collection<String> values) {
        varint(values.size());
        values.forEach(this::text);
        return this;
    }

    /** Texts by their names, such as tags; in the map's order. */
    public RowWriter texts(Map<String, String> values) {
        varint(values.size());
        values.forEach((name, value) -> text(name).text(value));
        return this;
    }
}
