package dev.antiphon.delivery;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;

/**
 * Where an answer goes: by parcel, in the commit that it was made in.
 *
 * @param receiver the name of the {@link Reply#kind} that the one who asks registered a receiver of
 * @param address of the one who asks
 * @param correlation by which it knows what it had asked
 */
public record ReplyTo(String receiver, String address, byte[] correlation) {
    void send(Tx tx, Answer answer) {
        tx.send(Reply.kind(receiver), address, new Reply(correlation, answer));
    }

    void write(RowWriter out) {
        out.text(receiver).text(address).bytes(correlation);
    }

    static ReplyTo read(RowReader in) {
        return new ReplyTo(in.text(), in.text(), in.bytes());
    }
}
