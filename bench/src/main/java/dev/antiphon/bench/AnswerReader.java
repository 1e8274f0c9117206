package dev.antiphon.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Gathers the bytes of one HTTP/1.1 answer until it is whole. Bodies come with their length or in
 * chunks; there is one request under way on a connection, so nothing follows.
 */
final class AnswerReader {
    private static final int UNKNOWN = -1;
    private static final int CHUNKED = -2;

    private byte[] bytes = new byte[8192];
    private int length;
    private int searched;
    private int status;
    private int bodyFrom = UNKNOWN;
    private int bodyLength = UNKNOWN;
    private int bodyTo;

    /** Makes ready for the next answer. */
    void clear() {
        length = 0;
        searched = 0;
        bodyFrom = UNKNOWN;
        bodyLength = UNKNOWN;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /**
     * Takes in what has arrived. Returns whether the answer is whole.
     *
     * @throws IllegalStateException if it is no HTTP answer
     */
    boolean add(ByteBuffer arrived) {
        int more = arrived.remaining();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
        arrived.get(bytes, length, more);
        length += more;
        if (bodyFrom == UNKNOWN && !readHead()) {
            return false;
        }
        if (bodyLength == CHUNKED) {
            return readChunks();
        }
        bodyTo = bodyFrom + bodyLength;
        return length >= bodyTo;
    }

    Answer answer(long nanos) {
        return new Answer(status, bytes, bodyFrom, bodyTo, nanos);
    }

    private boolean readHead() {
        for (int i = Math.max(0, searched - 3); i + 3 < length; i++) {
            if (bytes[i] == '\r'
                    && bytes[i + 1] == '\n'
                    && bytes[i + 2] == '\r'
                    && bytes[i + 3] == '\n') {
                bodyFrom = i + 4;
                readHeaders(i);
                return true;
            }
        }
        searched = length;
        return false;
    }

    private void readHeaders(int headLength) {
        if (headLength < 12 || bytes[0] != 'H') {
            throw new IllegalStateException("the answer is not HTTP");
        }
        status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
        bodyLength = 0;
        int line = nextLine(12, headLength);
        while (line < headLength) {
            int end = nextLine(line, headLength);
            // Only two headers matter, and both have a letter that few others begin with.
            int first = bytes[line] | 0x20;
            if (first == 'c' || first == 't') {
                readHeader(new String(bytes, line, end - line, StandardCharsets.ISO_8859_1));
            }
            line = end;
        }
    }

    private int nextLine(int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, end);
    }

    private void readHeader(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0));
        String value = line.substring(colon + 1).strip();
        if (name.equalsIgnoreCase("content-length")) {
            bodyLength = Integer.parseInt(value);
        } else if (name.equalsIgnoreCase("transfer-encoding")
                && value.toLowerCase(Locale.ROOT).endsWith("chunked")) {
            bodyLength = CHUNKED;
        }
    }

    /** Looks whether all chunks are there, and if so, closes the gaps between them. */
    private boolean readChunks() {
        int last = walkChunks(false);
        if (last == UNKNOWN) {
            return false;
        }
        bodyTo = walkChunks(true);
        return true;
    }

    private int walkChunks(boolean move) {
        int at = bodyFrom;
        int to = bodyFrom;
        while (true) {
            int lineEnd = at;
            while (lineEnd < length && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            if (lineEnd >= length) {
                return UNKNOWN;
            }
            int size = hexadecimal(at);
            int chunk = lineEnd + 1;
            if (chunk + size + 2 > length) {
                return UNKNOWN;
            }
            if (size == 0) {
                return to;
            }
            if (move) {
                System.arraycopy(bytes, chunk, bytes, to, size);
            }
            to += size;
            at = chunk + size + 2;
        }
    }

    private int hexadecimal(int from) {
        int value = 0;
        int i = from;
        for (int digit = Character.digit(bytes[i], 16);
                digit >= 0;
                digit = Character.digit(bytes[i], 16)) {
            value = value * 16 + digit;
            i++;
        }
        return value;
    }
}
