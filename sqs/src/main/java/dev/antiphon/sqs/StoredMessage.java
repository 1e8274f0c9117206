package dev.antiphon.sqs;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent: written once, deleted once. What its deliveries change is kept apart
 * ({@link Delivery}), so that a receive writes tens of bytes and not the body again.
 *
 * @param sent the enqueue timestamp, from which the retention period counts
 * @param available not before this time can it be received; {@code sent} where there is no delay
 * @param body as UTF-8
 * @param bodyMd5 16 bytes, or {@link #NOT_DIGESTED} where no sender had to be told; see {@link
 *     #digest}
 * @param attributes see {@link MessageAttributes}
 * @param traceHeader the system attribute {@code AWSTraceHeader}
 * @param cause what led to this message: a trace header, or the id of the request that sent it
 * @param deadLetterSource the ARN of the queue that gave it up, if one did
 * @param earlierReceives how often it was received in queues where it was before
 * @param firstReceived when it was received for the first time there
 */
record StoredMessage(
        UUID id,
        Instant sent,
        Instant available,
        byte[] body,
        byte[] bodyMd5,
        byte[] attributes,
        String senderId,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable String traceHeader,
        String cause,
        @Nullable String deadLetterSource,
        int earlierReceives,
        @Nullable Instant firstReceived) {

    /** What is routed here is digested when it is received: not all of it ever is. */
    static final byte[] NOT_DIGESTED = {};

    static final RowCodec<StoredMessage> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(StoredMessage message, RowWriter out) {
                    message.write(out);
                }

                @Override
                public StoredMessage read(int version, RowReader in) {
                    return StoredMessage.read(in);
                }
            };

    /** The MD5 of the body. */
    byte[] digest() {
        return bodyMd5.length == 0 ? MessageDigests.ofBody(body) : bodyMd5;
    }

    boolean delayed() {
        return available.isAfter(sent);
    }

    long group() {
        return MessageGroupKey.of(groupId);
    }

    /** What it takes on disk, roughly. */
    int bytes() {
        return 160 + body.length + attributes.length;
    }

    /** The same message as it enters another queue, or its own once more. */
    StoredMessage entering(
            UUID newId,
            Instant newSent,
            Instant newAvailable,
            @Nullable String newDeduplicationId,
            @Nullable String newDeadLetterSource,
            int receives,
            @Nullable Instant newFirstReceived) {
        return new StoredMessage(
                newId,
                newSent,
                newAvailable,
                body,
                bodyMd5,
                attributes,
                senderId,
                groupId,
                newDeduplicationId,
                traceHeader,
                cause,
                newDeadLetterSource,
                receives,
                newFirstReceived);
    }

    void write(RowWriter out) {
        out.i64(id.getMostSignificantBits()).i64(id.getLeastSignificantBits());
        out.varint(sent.toEpochMilli());
        out.varint(available.toEpochMilli() - sent.toEpochMilli());
        out.bytes(body).bytes(bodyMd5).bytes(attributes);
        out.text(senderId);
        out.optionalText(groupId).optionalText(deduplicationId).optionalText(traceHeader);
        out.text(cause);
        out.optionalText(deadLetterSource);
        out.varint(earlierReceives);
        out.varint(firstReceived == null ? 0 : firstReceived.toEpochMilli());
    }

    static StoredMessage read(RowReader in) {
        UUID id = new UUID(in.i64(), in.i64());
        long sent = in.varint();
        return new StoredMessage(
                id,
                Instant.ofEpochMilli(sent),
                Instant.ofEpochMilli(sent + in.varint()),
                in.bytes(),
                in.bytes(),
                in.bytes(),
                in.text(),
                in.optionalText(),
                in.optionalText(),
                in.optionalText(),
                in.text(),
                in.optionalText(),
                (int) in.varint(),
                optionalInstant(in.varint()));
    }

    private static @Nullable Instant optionalInstant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
