package dev.antiphon.delivery;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/** What the receiver of a {@link ReplyTo} gets. */
public record Reply(byte[] correlation, Answer answer) {
    /** Replies to those who registered themselves by that name. */
    public static ParcelKind<Reply> kind(String name) {
        return new ParcelKind<>(name, Reply::write, (address, in) -> read(in));
    }

    private void write(RowWriter out) {
        out.bytes(correlation);
        answer.write(out);
    }

    private static Reply read(RowReader in) {
        return new Reply(in.bytes(), Answer.read(in));
    }
}
