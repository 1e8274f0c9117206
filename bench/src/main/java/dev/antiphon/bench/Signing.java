package dev.antiphon.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

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
        Map<Operation.Service, byte[]> headers = new EnumMap<>(Operation.Service.class);
        for (Operation.Service service : Operation.Service.values()) {
            String lines =
                    "X-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
                            + accessKeyId
                            + "/20260101/"
                            + region
                            + "/"
                            + service.signingName()
                            + "/aws4_request, SignedHeaders="
                            + SigV4.SIGNED_HEADERS
                            + ", Signature="
                            + "0".repeat(64)
                            + "\r\n";
            headers.put(service, lines.getBytes(StandardCharsets.US_ASCII));
        }
        return (operation, body, length, out) -> out.put(headers.get(operation.service()));
    }
}
