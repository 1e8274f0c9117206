package dev.antiphon.states.task;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/**
 * Which call of which state an outcome is for.
 *
 * @param home what to route by ({@code tx.send}): it names the partition of the execution
 * @param execution the execution's number there
 * @param strand which of its strands waits
 * @param nonce of this attempt: an outcome for an earlier one is not heard
 */
public record TaskAddress(String home, long execution, long strand, long nonce) {
    public void write(RowWriter out) {
        out.text(home).i64(execution).varint(strand).i64(nonce);
    }

    public static TaskAddress read(RowReader in) {
        return new TaskAddress(in.text(), in.i64(), in.varint(), in.i64());
    }
}
