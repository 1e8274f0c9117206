package dev.antiphon.wire.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** The body of a request while it arrives. */
final class Body {
    private static final byte[] NONE = {};

    private final int limit;
    private byte[] bytes = NONE;
    private int length;

    /**
     * @param limit in bytes
     */
    Body(int limit) {
        this.limit = limit;
    }

    int length() {
        return length;
    }

    /** Whether so many bytes more are within the limit. */
    boolean fits(int more) {
        return more <= limit - length;
    }

    void add(Buffer chunk) {
        int end = length + chunk.length();
        if (length == 0) {
            // Most bodies come in one piece.
            bytes = chunk.getBytes();
        } else {
            if (end > bytes.length) {
                // Grows with what has come and not by the Content-Length, or a client could have
                // memory set aside for bytes that it never sends.
                bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(end, 2 * bytes.length)));
            }
            chunk.getBytes(0, chunk.length(), bytes, length);
        }
        length = end;
    }

    byte[] whole() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Forgets all of it. */
    void drop() {
        bytes = NONE;
        length = 0;
    }
}
