package dev.antiphon.delivery;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/** What the receiver of a {@link ReplyTo} gets. */
public record Reply(byte[] correlation, Answer answer) {
    /** Replies to a receiver of that name. */
    public static ParcelKind<Reply> kind(String receiver) {
        return new ParcelKind<>(receiver, Reply::write, (address, in) -> read(in));
    }

    private void write(RowWriter out) {
        answer.write(out.bytes(correlation));
    }

    private static Reply read(RowReader in) {
        return new Reply(in.bytes(), Answer.read(in));
    }
}
