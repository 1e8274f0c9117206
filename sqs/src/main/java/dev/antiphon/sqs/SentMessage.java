package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a message is told.
 *
 * @param sequenceNumber only on FIFO queues
 */
record SentMessage(
        String messageId,
        String bodyMd5,
        @Nullable String attributesMd5,
        @Nullable String systemAttributesMd5,
        @Nullable String sequenceNumber) {

    /** Puts a message that has been checked into a queue. */
    static SentMessage send(Tx tx, LiveQueue queue, NewMessage message, Caller caller) {
        byte[] body = Objects.requireNonNull(message.body()).getBytes(StandardCharsets.UTF_8);
        byte[] bodyMd5 = MessageDigests.ofBody(body);
        Deduplication.Original kept = place(tx, queue, message, body, bodyMd5, caller);
        return told(
                kept.messageId(),
                message,
                bodyMd5,
                queue.fifo() ? sequenceNumber(kept.sequence()) : null);
    }

    /**
     * Puts a message that has been checked into a queue, for a sender who is not told anything.
     *
     * @param body the message's, as UTF-8
     */
    static void deliver(Tx tx, LiveQueue queue, NewMessage message, byte[] body, Caller caller) {
        place(tx, queue, message, body, StoredMessage.NOT_DIGESTED, caller);
    }

    /** Returns the message, or the one that it repeats. */
    private static Deduplication.Original place(
            Tx tx,
            LiveQueue queue,
            NewMessage message,
            byte[] body,
            byte[] bodyMd5,
            Caller caller) {
        if (!queue.fifo()) {
            Deduplication.Original only =
                    new Deduplication.Original(tx.ids().uuid(), tx.ids().next(), tx.now());
            put(tx, queue, only, message, null, body, bodyMd5, caller);
            return only;
        }
        String deduplicationId =
                message.deduplicationId() == null
                        ? Deduplication.idOfContent(body)
                        : message.deduplicationId();
        Deduplication.Key key =
                Deduplication.key(queue, deduplicationId, message.groupId(), tx.now());
        Deduplication.Original original = Deduplication.original(tx, queue, key);
        if (original == null) {
            original = new Deduplication.Original(tx.ids().uuid(), tx.ids().next(), tx.now());
            put(tx, queue, original, message, deduplicationId, body, bodyMd5, caller);
            Deduplication.remember(tx, queue, key, original);
        }
        return original;
    }

    /**
     * As AWS writes it, with twenty digits, so that the order of the texts is that of the numbers.
     */
    static String sequenceNumber(long sequence) {
        char[] digits = "10000000000000000000".toCharArray();
        long rest = sequence;
        for (int at = digits.length - 1; rest > 0; at--) {
            digits[at] += (char) (rest % 10);
            rest /= 10;
        }
        return new String(digits);
    }

    private static void put(
            Tx tx,
            LiveQueue queue,
            Deduplication.Original kept,
            NewMessage message,
            @Nullable String deduplicationId,
            byte[] body,
            byte[] bodyMd5,
            Caller caller) {
        Instant now = tx.now();
        String trace = message.traceHeader();
        if (trace == null) {
            trace = caller.traceHeader();
        }
        tx.put(
                SqsTables.MESSAGES,
                new MessageKey(queue.queueId(), kept.sequence()),
                new StoredMessage(
                        kept.messageId(),
                        now,
                        now.plus(message.delay(queue.definition())),
                        body,
                        bodyMd5,
                        MessageAttributes.encode(message.attributes()),
                        senderId(caller),
                        message.groupId(),
                        deduplicationId,
                        trace,
                        trace == null ? caller.requestId() : trace,
                        null,
                        0,
                        null));
    }

    private static String senderId(Caller caller) {
        return caller.accessKeyId().equals(Caller.ANONYMOUS)
                ? caller.account()
                : caller.accessKeyId();
    }

    private static SentMessage told(
            UUID id, NewMessage message, byte[] bodyMd5, @Nullable String sequenceNumber) {
        return new SentMessage(
                id.toString(),
                MessageDigests.hex(bodyMd5),
                MessageDigests.ofAttributes(message.attributes()),
                MessageDigests.ofSystemAttributes(message.systemAttributes()),
                sequenceNumber);
    }
}
