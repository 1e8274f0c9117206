package dev.antiphon.delivery;

import dev.antiphon.engine.RowReader;

/** What the receiver of a {@link ReplyTo} gets. */
public record Reply(byte[] correlation, Answer answer) {
    public static Reply read(byte[] payload) {
        RowReader in = new RowReader(payload);
        return new Reply(in.bytes(), Answer.read(in));
    }
}
