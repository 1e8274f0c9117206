package dev.antiphon.engine;

import java.time.Instant;

/**
 * What a service keeps in memory for one partition: indexes that are derived from rows and nothing
 * else. The same methods ({@link RowObserver}) that follow the rows while the server runs build the
 * indexes when the partition opens, so that the two cannot come apart. Handlers read it; only
 * observers change it, when an operation has succeeded.
 */
public interface Shard {
    /** Says which tables it follows. Called once, before any row. */
    void observe(Observers observers);

    /**
     * Called once, when it has been shown every row that is there: what was under way outside of
     * the store before is not any more.
     */
    default void opened() {}

    /**
     * A topic was signalled for which it had an operation {@link Tx#listen}. Called between
     * operations or while one is applied: it may only note down that it wants to be woken.
     *
     * @return whether it is of use; if not, the signal goes to whoever else waits
     */
    default boolean signalled(Object topic) {
        return false;
    }

    /**
     * When it next wants {@link #wake}: the earliest of its derived deadlines, or {@link
     * Instant#MAX}.
     */
    Instant nextWake();

    /**
     * Does what has become due, as an operation of its own. It may leave a rest for the next time,
     * so that one call stays short (hundreds of rows), as long as {@link #nextWake} then still says
     * so.
     */
    void wake(Tx tx);
}
