package dev.antiphon.wire.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A body in AWS's own chunked coding, which lies inside of HTTP's, with a signature to each chunk
 * or without:
 *
 * <pre>
 * length in hexadecimal;chunk-signature=…
 * as many bytes
 * 0;chunk-signature=…
 * trailer:value
 * x-amz-trailer-signature:…
 *
 * </pre>
 *
 * <p>Each signature covers the one before, the first the request's own; so no chunk can be left
 * out, doubled or moved.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">signed
 *     chunks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">trailers</a>
 */
final class ChunkedBody {
    /** What a client puts in the place of the body's hash. */
    enum Form {
        SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
        SIGNED_WITH_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
        UNSIGNED_WITH_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        private final String name;

        Form(String name) {
            this.name = name;
        }

        static @Nullable Form of(@Nullable String payload) {
            for (Form form : values()) {
                if (form.name.equals(payload)) {
                    return form;
                }
            }
            return null;
        }

        boolean signed() {
            return this != UNSIGNED_WITH_TRAILER;
        }

        boolean trailer() {
            return this != SIGNED;
        }
    }

    /** The body is not what its form or its signatures say. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        /** The form is right and a signature is not. */
        private final boolean signature;

        private Broken(String message, boolean signature) {
            super(message, null, false, false);
            this.signature = signature;
        }

        boolean signature() {
            return signature;
        }
    }

    private static final String SIGNATURE = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final String EMPTY_HASH = SigningKeys.sha256(new byte[0]);
    private static final int LONGEST_LINE = 16 * 1024;

    private final byte[] body;
    private final Form form;
    private final Signed signed;
    private final SecretKeySpec key;
    private final ByteArrayOutputStream decoded;
    private String previous;
    private int position;

    ChunkedBody(byte[] body, Form form, Signed signed, SecretKeySpec key) {
        this.body = body;
        this.form = form;
        this.signed = signed;
        this.key = key;
        this.previous = signed.signature();
        this.decoded = new ByteArrayOutputStream(body.length);
    }

    /** The bytes of the chunks. */
    byte[] decode() throws Broken {
        int length;
        do {
            String head = line();
            int extension = head.indexOf(';');
            length = length(extension < 0 ? head : head.substring(0, extension));
            if (form.signed()) {
                if (extension < 0 || !head.startsWith(SIGNATURE, extension)) {
                    throw new Broken("a chunk has no signature", false);
                }
                check("PAYLOAD", head.substring(extension + SIGNATURE.length()), length);
            }
            decoded.write(body, position, length);
            position += length;
            if (length > 0) {
                lineEnd();
            }
        } while (length > 0);
        if (form.trailer()) {
            trailer();
        }
        // Some clients leave the last blank line out.
        if (position < body.length) {
            lineEnd();
        }
        if (position < body.length) {
            throw new Broken("there is something after the last chunk", false);
        }
        return decoded.toByteArray();
    }

    private int length(String hexadecimal) throws Broken {
        if (hexadecimal.isEmpty() || hexadecimal.length() > 8) {
            throw new Broken("a chunk has no length", false);
        }
        long length;
        try {
            length = HexFormat.fromHexDigitsToLong(hexadecimal);
        } catch (IllegalArgumentException e) {
            throw new Broken("a chunk has no length", false);
        }
        if (length > body.length - position) {
            throw new Broken("a chunk is cut off", false);
        }
        return (int) length;
    }

    /** Checks the signature of what comes next. */
    private void check(String kind, String signature, int length) throws Broken {
        String hashes =
                (kind.equals("PAYLOAD") ? EMPTY_HASH + "\n" : "")
                        + SigningKeys.sha256(body, position, length);
        check(kind, signature, hashes);
    }

    private void check(String kind, String signature, String hashes) throws Broken {
        String expected =
                SigningKeys.sign(
                        key,
                        Signed.ALGORITHM
                                + "-"
                                + kind
                                + "\n"
                                + signed.date()
                                + "\n"
                                + signed.scope().text()
                                + "\n"
                                + previous
                                + "\n"
                                + hashes);
        if (!SigningKeys.same(expected, signature)) {
            throw new Broken("a chunk has another signature", true);
        }
        previous = expected;
    }

    private void trailer() throws Broken {
        StringBuilder canonical = new StringBuilder();
        String signature = null;
        while (position < body.length) {
            String line = line();
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new Broken("a trailer has no colon", false);
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            if (name.equals(TRAILER_SIGNATURE)) {
                signature = value;
            } else {
                canonical.append(name).append(':').append(value).append('\n');
            }
        }
        if (form.signed()) {
            if (signature == null) {
                throw new Broken("the trailer has no signature", false);
            }
            byte[] bytes = canonical.toString().getBytes(StandardCharsets.ISO_8859_1);
            check("TRAILER", signature, SigningKeys.sha256(bytes));
        }
    }

    private String line() throws Broken {
        int limit = Math.min(body.length, position + LONGEST_LINE);
        for (int end = position; end + 1 < limit; end++) {
            if (body[end] == '\r' && body[end + 1] == '\n') {
                String line =
                        new String(body, position, end - position, StandardCharsets.ISO_8859_1);
                position = end + 2;
                return line;
            }
        }
        throw new Broken("a line does not end", false);
    }

    private void lineEnd() throws Broken {
        if (!line().isEmpty()) {
            throw new Broken("a chunk is longer than it says", false);
        }
    }
}
