package dev.antiphon.delivery.source;

import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record, for its trace. It is found by the cause of the record; what did not
 * succeed is found by the record's own id too, since that is what whoever finds it in a dead-letter
 * queue has in hand.
 */
public final class RecordTrace {
    private RecordTrace() {}

    /**
     * @param target the ARN of who it was for
     * @param error code and message, or null if it has succeeded
     */
    public static void attempted(
            Tx tx, SourceRecord record, String source, String target, @Nullable String error) {
        attempted(tx, record.cause(), record, source, target, error);
        if (error != null && !record.id().equals(record.cause())) {
            attempted(tx, record.id(), record, source, target, error);
        }
    }

    private static void attempted(
            Tx tx,
            String id,
            SourceRecord record,
            String source,
            String target,
            @Nullable String error) {
        tx.perform(
                new Trace.Attempted(
                        id,
                        source,
                        target,
                        tx.now(),
                        record.receives(),
                        error,
                        error == null ? null : record.heldUntil()));
    }
}
