package dev.antiphon.compat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The digests that SQS gives back. Not every SDK checks all of them, so the scenarios do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">How
 *     the digest of message attributes is calculated</a>
 */
final class MessageMd5 {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private MessageMd5() {}

    static String of(String body) {
        return hex(md5().digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String of(Map<String, MessageAttributeValue> attributes) {
        MessageDigest digest = md5();
        new TreeMap<>(attributes)
                .forEach((name, value) -> {
                    add(digest, name.getBytes(StandardCharsets.UTF_8));
                    add(digest, value.dataType().getBytes(StandardCharsets.UTF_8));
                    boolean text = value.stringValue() != null;
                    digest.update(text ? TEXT : BINARY);
                    add(
                            digest,
                            text
                                    ? value.stringValue().getBytes(StandardCharsets.UTF_8)
                                    : value.binaryValue().asByteArray());
                });
        return hex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
