package dev.antiphon.delivery.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that was received. Its source's own kind knows what settles it. */
public interface SourceRecord {
    /** What the consumer calls it, such as a message id. */
    String id();

    /** A JSON object in UTF-8, as consumers are given it. Not to be changed. */
    byte[] json();

    /**
     * What it must keep its place in: no record of a group overtakes another. Null if it is free to
     * go.
     */
    @Nullable String group();

    /** How often it was received, this time included. */
    int receives();

    /** What led to it: a trace header or the id of a request. */
    String cause();

    /** As in {@code X-Amzn-Trace-Id}. */
    @Nullable String traceHeader();

    /** When it can be received again, if it is still there. */
    Instant heldUntil();
}
