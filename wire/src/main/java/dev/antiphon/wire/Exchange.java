package dev.antiphon.wire;

import java.util.concurrent.Executor;

/** The edge's side of one request that waits for its answer. */
public interface Exchange {
    /** The event loop that read the request and on which it is answered. */
    Executor lane();

    /** Whether the client has gone, so that nobody waits any more. */
    boolean cancelled();

    /** Sends the answer. Called once, on the {@link #lane}. */
    void answer(HttpAnswer answer);
}
