package dev.antiphon.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Puts requests of AWS JSON 1.0 together, from heads that are written once per operation. */
final class Requests {
    static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    /** What a request has besides its body, at most. */
    static final int MOST_HEADERS = 2048;

    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] END_OF_HEADERS = ascii("\r\n\r\n");

    private final Map<Operation, byte[]> heads = new EnumMap<>(Operation.class);
    private final Signing signing;

    Requests(Endpoint endpoint, Signing signing) {
        this.signing = signing;
        for (Operation operation : Operation.values()) {
            String head =
                    "POST / HTTP/1.1\r\nHost: "
                            + endpoint.authority()
                            + "\r\nUser-Agent: antiphon-bench\r\nContent-Type: "
                            + CONTENT_TYPE
                            + "\r\nX-Amz-Target: "
                            + operation.target()
                            + "\r\n";
            heads.put(operation, ascii(head));
        }
    }

    /**
     * Writes a whole request.
     *
     * @param length how much of the body counts
     */
    void write(Operation operation, byte[] body, int length, ByteBuffer out) {
        out.put(heads.get(operation));
        signing.write(operation, body, length, out);
        out.put(CONTENT_LENGTH);
        writeDecimal(length, out);
        out.put(END_OF_HEADERS);
        out.put(body, 0, length);
    }

    private static void writeDecimal(int value, ByteBuffer out) {
        int divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.put((byte) ('0' + value / divisor % 10));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
