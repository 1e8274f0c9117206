package dev.antiphon.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the headers that say who calls. */
interface Signing {
    /**
     * Writes whole header lines, each with its end.
     *
     * @param length how much of the body counts
     */
    void write(Operation operation, byte[] body, int length, ByteBuffer out);

    /**
     * Headers of the usual length with a signature that nobody has made: servers that do not verify
     * read as much as otherwise, and the generator saves the hashing.
     */
    static Signing dummy(String accessKeyId, String region) {
        byte[] headers =
                ("X-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
                                + accessKeyId
                                + "/20260101/"
                                + region
                                + "/sqs/aws4_request, SignedHeaders="
                                + SigV4.SIGNED_HEADERS
                                + ", Signature="
                                + "0".repeat(64)
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return (operation, body, length, out) -> out.put(headers);
    }
}
