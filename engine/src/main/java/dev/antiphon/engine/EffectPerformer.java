package dev.antiphon.engine;

/**
 * Does what handlers asked for by {@link Tx#perform}. What comes of it returns as a call ({@link
 * Engine#submit}).
 */
@FunctionalInterface
public interface EffectPerformer {
    /**
     * Called after the commit, in the order in which a partition asked, on the committer's or the
     * partition's thread: it must neither block nor throw.
     */
    void perform(Effect effect);
}
