package dev.antiphon.states.task;

import dev.antiphon.delivery.ReplyTo;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/**
 * What a call takes with it, so that its answer finds the way back.
 *
 * @param resource as in the definition
 * @param requestId of the call
 */
record Asked(TaskAddress address, String resource, String requestId) {
    private static final int VERSION = 1;

    ReplyTo replyTo(String receiver) {
        RowWriter out = new RowWriter().u8(VERSION);
        address.write(out);
        out.text(resource).text(requestId);
        return new ReplyTo(receiver, address.home(), out.toBytes());
    }

    static Asked read(byte[] correlation) {
        RowReader in = new RowReader(correlation);
        Check.that(in.u8() == VERSION, "the version of a task's correlation is known");
        return new Asked(TaskAddress.read(in), in.text(), in.text());
    }
}
