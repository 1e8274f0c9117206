package dev.antiphon.engine;

import java.util.concurrent.Executor;

/**
 * An operation on its way through a partition, and the one who waits for its answer. {@link #done}
 * or {@link #failed} is called once, on the call's {@link #lane}, after everything that the answer
 * rests on is durable.
 */
public interface Call<O> extends Work<O> {
    void done(O value);

    /**
     * @param error what the handler threw, or an {@link EngineException}
     */
    void failed(Throwable error);

    /**
     * Whether nobody waits for the answer any more: a call that has not run yet, or waits, is then
     * dropped.
     */
    boolean cancelled();

    /** Where the answer is to be given. The answers of one commit reach a lane as one task. */
    Executor lane();

    /**
     * What the call holds in memory while it is under way, in bytes, roughly: counted against the
     * mailbox's bound.
     */
    int bytes();
}
