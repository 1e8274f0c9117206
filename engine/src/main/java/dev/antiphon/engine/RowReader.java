package dev.antiphon.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RowWriter} wrote, part by part. */
public final class RowReader {
    private final byte[] bytes;
    private int at;

    public RowReader(byte[] bytes) {
        this(bytes, 0);
    }

    RowReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Whether all was read: a newer version may have appended parts. */
    public boolean atEnd() {
        return at == bytes.length;
    }

    public int u8() {
        return bytes[at++] & 255;
    }

    public boolean bool() {
        return u8() != 0;
    }

    public long varint() {
        long value = 0;
        int shift = 0;
        while (true) {
            byte b = bytes[at++];
            value |= (long) (b & 127) << shift;
            if (b >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    public long i64() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | u8();
        }
        return value;
    }

    public byte[] bytes() {
        int length = (int) varint();
        // Some of what is read came from outside, and a copy would be as long as it says.
        int from = Objects.checkFromIndexSize(at, length, bytes.length);
        at += length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    public String text() {
        int length = (int) varint();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    public @Nullable String optionalText() {
        return bool() ? text() : null;
    }

    /** What {@link RowWriter#texts(java.util.Collection)} wrote. */
    public List<String> texts() {
        List<String> values = new ArrayList<>();
        for (long left = varint(); left > 0; left--) {
            values.add(text());
        }
        return List.copyOf(values);
    }

    /** What {@link RowWriter#texts(Map)} wrote, in that order; not to be changed. */
    public Map<String, String> namedTexts() {
        long left = varint();
        if (left == 0) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (; left > 0; left--) {
            values.put(text(), text());
        }
        return Collections.unmodifiableMap(values);
    }
}
