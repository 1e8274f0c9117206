package dev.antiphon.sqs;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;

/**
 * What became of a message that has been received at least once. It is soft: if the machine is lost
 * with the last of it, the message is visible earlier than promised, as if the receive had not
 * been.
 *
 * @param group of the message, which the index must know without reading it
 * @param receives how often it was received in this queue
 * @param received the last time
 * @param invisibleUntil when it can be received again, if it is still there
 * @param nonce tells the receipt handle of the last receive from the earlier ones
 */
record Delivery(
        long group,
        int receives,
        Instant firstReceived,
        Instant received,
        Instant invisibleUntil,
        long nonce) {

    static final RowCodec<Delivery> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Delivery delivery, RowWriter out) {
                    out.i64(delivery.group)
                            .varint(delivery.receives)
                            .varint(delivery.firstReceived.toEpochMilli())
                            .varint(delivery.received.toEpochMilli())
                            .varint(delivery.invisibleUntil.toEpochMilli())
                            .i64(delivery.nonce);
                }

                @Override
                public Delivery read(int version, RowReader in) {
                    return new Delivery(
                            in.i64(),
                            (int) in.varint(),
                            Instant.ofEpochMilli(in.varint()),
                            Instant.ofEpochMilli(in.varint()),
                            Instant.ofEpochMilli(in.varint()),
                            in.i64());
                }
            };

    boolean invisibleAt(Instant now) {
        return invisibleUntil.isAfter(now);
    }

    /** The same receive with another end of its invisibility. */
    Delivery until(Instant changed) {
        return new Delivery(group, receives, firstReceived, received, changed, nonce);
    }
}
