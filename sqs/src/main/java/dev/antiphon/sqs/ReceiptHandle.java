package dev.antiphon.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Names one receive of one message. To clients it is opaque: base64 of where the message is, the
 * receive's nonce and a check sum, by which we tell our handles from garbage. The sum covers the
 * queue's name too, since queues of different partitions may have the same id. It is no protection
 * against forgery, and need not be: who may call DeleteMessage may delete.
 */
record ReceiptHandle(long queueId, long sequence, long nonce) {
    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 3 * Long.BYTES + Integer.BYTES;
    private static final int ENCODED_LENGTH = (LENGTH + 2) / 3 * 4;

    /**
     * The receive that a handle names, or null if it is none of this queue's.
     *
     * @param queue see {@link #nameSum}
     */
    static @Nullable ReceiptHandle parse(String text, int queue) {
        if (text.length() != ENCODED_LENGTH) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        ReceiptHandle handle = new ReceiptHandle(in.getLong(), in.getLong(), in.getLong());
        return in.getInt() == (sum(bytes) ^ queue) ? handle : null;
    }

    /** The handle that names a receive to clients. */
    static String of(LiveQueue queue, MessageKey key, Delivery delivery) {
        return new ReceiptHandle(key.queueId(), key.sequence(), delivery.nonce())
                .toText(queue.nameSum());
    }

    /** What the check sums of a queue's handles have in common. */
    static int nameSum(QueueArn queue) {
        CRC32C crc = new CRC32C();
        crc.update(queue.toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    MessageKey message() {
        return new MessageKey(queueId, sequence);
    }

    /**
     * @param queue see {@link #nameSum}
     */
    String toText(int queue) {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put(VERSION).putLong(queueId).putLong(sequence).putLong(nonce);
        out.putInt(sum(bytes) ^ queue);
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.ISO_8859_1);
    }

    private static int sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, LENGTH - Integer.BYTES);
        return (int) crc.getValue();
    }
}
