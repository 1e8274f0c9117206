package dev.antiphon.wire.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes a request body's gzip coding. */
final class Gzip {
    private Gzip() {}

    /**
     * The bytes that were compressed, or null when they are more than the limit.
     *
     * <p>Netty's own decompressor is not used: it inflates each piece that arrives in full before
     * anyone can say that it is too much, so that 64 KiB become 64 MiB; and it keeps nothing of
     * what was sent, which is what a signature covers. Inflating on the event loop bounds how many
     * bodies are inflated at once; it takes some ten milliseconds for the largest.
     *
     * @throws IOException if the bytes are not gzip data
     */
    static byte @Nullable [] inflate(byte[] compressed, int limit) throws IOException {
        byte[] inflated = new byte[Math.clamp(4L * compressed.length, 64, limit)];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            while (true) {
                if (length == inflated.length) {
                    int more = in.read();
                    if (more < 0) {
                        return inflated;
                    }
                    if (length == limit) {
                        return null;
                    }
                    inflated = Arrays.copyOf(inflated, (int) Math.min(limit, 2L * length));
                    inflated[length++] = (byte) more;
                }
                int read = in.read(inflated, length, inflated.length - length);
                if (read < 0) {
                    return Arrays.copyOf(inflated, length);
                }
                length += read;
            }
        }
    }
}
