package dev.antiphon.engine;

/**
 * Where the engine reports what should not have happened: the server logs it, a simulation fails on
 * it.
 */
public interface Incidents {
    /** Something went wrong and was contained. */
    void contained(String what, Throwable cause);

    /** A partition cannot go on; the node must stop. */
    void fatal(String what, Throwable cause);
}
