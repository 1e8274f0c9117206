package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpAnswer;
import java.util.concurrent.Executor;

/** A request that waits for its answer. */
public interface HttpExchange {
    /** The event loop of the connection: the same object for all exchanges of one event loop. */
    Executor lane();

    /** Whether the client has gone. May be asked from any thread. */
    boolean cancelled();

    /**
     * Answers. On the {@link #lane} only, once. Does nothing when the client has gone.
     *
     * @throws IllegalStateException off the lane, or if the exchange was answered before
     */
    default void answer(HttpAnswer answer) {
        answer(answer, () -> {});
    }

    /**
     * The same for whoever wants to know when it takes no memory any more.
     *
     * @param taken runs once, on the lane: the client has the answer, or will never have it
     */
    void answer(HttpAnswer answer, Runnable taken);
}
