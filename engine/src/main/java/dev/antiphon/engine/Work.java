package dev.antiphon.engine;

/** One operation: it reads and stages through its transaction and says what came of it. */
@FunctionalInterface
public interface Work<O> {
    /**
     * Runs on the partition's thread and must not block. If it throws, what it staged is thrown
     * away and the exception becomes the answer.
     */
    Outcome<O> run(Tx tx);
}
