package dev.antiphon.sqs;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way from one queue to another, through the outbox: exactly once, also where the
 * two are in different partitions. What other services will send begins with the same two bytes,
 * the version and the kind.
 *
 * @param from the queue that it left, and where it goes if there is nobody to take it
 * @param receives how often it was received there
 * @param firstReceived when it was received for the first time, there or before
 */
record Parcel(
        Kind kind,
        QueueArn from,
        StoredMessage message,
        int receives,
        @Nullable Instant firstReceived) {

    /** The name under which {@link MessageReceiver} is registered. */
    static final ParcelKind<Parcel> RECEIVER =
            new ParcelKind<>("sqs", Parcel::write, (address, in) -> read(in));

    private static final int VERSION = 1;

    /** Why it is under way. The codes are part of the format. */
    enum Kind {
        /** Received too often: to the dead-letter queue. */
        DEAD_LETTER(1),
        /** By a move task, to its destination. */
        REDRIVEN(2),
        /** Where it was to go there was no queue: back. */
        BOUNCED(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    static Parcel deadLetter(QueueArn from, StoredMessage message, Delivery last) {
        Instant earlier = message.firstReceived();
        return new Parcel(
                Kind.DEAD_LETTER,
                from,
                message,
                last.receives(),
                earlier == null ? last.firstReceived() : earlier);
    }

    static Parcel redriven(QueueArn from, StoredMessage message) {
        return new Parcel(Kind.REDRIVEN, from, message, 0, null);
    }

    Parcel bounced() {
        return new Parcel(Kind.BOUNCED, from, message, receives, firstReceived);
    }

    void send(Tx tx, QueueArn to) {
        tx.send(RECEIVER, to.toString(), this);
    }

    private void write(RowWriter out) {
        out.u8(VERSION).u8(kind.code).text(from.toString());
        out.varint(receives).varint(firstReceived == null ? 0 : firstReceived.toEpochMilli());
        message.write(out);
    }

    private static Parcel read(RowReader in) {
        Check.that(in.u8() == VERSION, "the version of a parcel is known");
        Kind kind = kind(in.u8());
        QueueArn from = QueueArn.parse(in.text());
        if (from == null) {
            throw new IllegalArgumentException("a parcel comes from a queue");
        }
        int receives = (int) in.varint();
        long firstReceived = in.varint();
        return new Parcel(
                kind,
                from,
                StoredMessage.read(in),
                receives,
                firstReceived == 0 ? null : Instant.ofEpochMilli(firstReceived));
    }

    private static Kind kind(int code) {
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of parcel has the code " + code);
    }
}
