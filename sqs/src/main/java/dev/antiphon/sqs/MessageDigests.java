package dev.antiphon.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * The MD5 digests that SQS answers with and that its SDKs verify, byte for byte.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
final class MessageDigests {
    private static final byte STRING = 1;
    private static final byte BINARY = 2;
    private static final byte[] HEX_DIGITS =
            "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    /** Only ever cloned: looking the algorithm up costs more than digesting a short message. */
    private static final MessageDigest UNUSED = md5();

    private MessageDigests() {}

    /**
     * @param utf8 the text of a message
     * @return 16 bytes; {@link #hex} writes them as AWS tells them
     */
    static byte[] ofBody(byte[] utf8) {
        return fresh().digest(utf8);
    }

    /** Bytes in lower-case hexadecimal. (HexFormat does the same in several times the time.) */
    static String hex(byte[] bytes) {
        byte[] text = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = HEX_DIGITS[(bytes[i] >> 4) & 15];
            text[2 * i + 1] = HEX_DIGITS[bytes[i] & 15];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Null where there are none: AWS then leaves the digest out. */
    static @Nullable String ofAttributes(Map<String, MessageAttributeValue> attributes) {
        return of(
                attributes,
                (digest, each) ->
                        add(digest, each.dataType(), each.stringValue(), each.binaryValue()));
    }

    /** Null where there are none. */
    static @Nullable String ofSystemAttributes(
            Map<String, MessageSystemAttributeValue> attributes) {
        return of(
                attributes,
                (digest, each) ->
                        add(digest, each.dataType(), each.stringValue(), each.binaryValue()));
    }

    private static <A> @Nullable String of(
            Map<String, A> attributes, BiConsumer<MessageDigest, A> adding) {
        if (attributes.isEmpty()) {
            return null;
        }
        MessageDigest digest = fresh();
        for (String name : sorted(attributes)) {
            A attribute = attributes.get(name);
            if (attribute != null) {
                add(digest, name.getBytes(StandardCharsets.UTF_8));
                adding.accept(digest, attribute);
            }
        }
        return hex(digest.digest());
    }

    private static String[] sorted(Map<String, ?> attributes) {
        String[] names = attributes.keySet().toArray(new String[0]);
        Arrays.sort(names);
        return names;
    }

    private static void add(
            MessageDigest digest, String type, @Nullable String text, @Nullable SdkBytes binary) {
        add(digest, type.getBytes(StandardCharsets.UTF_8));
        if (text != null) {
            digest.update(STRING);
            add(digest, text.getBytes(StandardCharsets.UTF_8));
        } else if (binary != null) {
            digest.update(BINARY);
            add(digest, binary.asByteArrayUnsafe());
        }
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        int length = bytes.length;
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
        digest.update(bytes);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's MD5 can be cloned", e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }
}
