package dev.antiphon.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link KeyWriter} wrote, part by part. */
public final class KeyReader {
    private final byte[] bytes;
    private int at;

    KeyReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    public int u8() {
        return bytes[at++] & 255;
    }

    public int u16() {
        return (u8() << 8) | u8();
    }

    public long i64() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | u8();
        }
        return value ^ Long.MIN_VALUE;
    }

    public String text() {
        byte[] utf8 = new byte[bytes.length - at];
        int length = 0;
        while (true) {
            byte b = bytes[at++];
            if (b == 0) {
                if (at == bytes.length || bytes[at] != (byte) 255) {
                    return new String(utf8, 0, length, StandardCharsets.UTF_8);
                }
                at++;
            }
            utf8[length++] = b;
        }
    }

    public <K> K part(KeyCodec<K> keys) {
        return keys.read(this);
    }

    public byte[] fixed(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }
}
