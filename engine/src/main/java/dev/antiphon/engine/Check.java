package dev.antiphon.engine;

/**
 * Our own invariants, always checked. Where one does not hold, the partition stops rather than go
 * on with bad state.
 */
public final class Check {
    private Check() {}

    /** Thrown where an invariant does not hold. */
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    public static void that(boolean holds, String invariant) {
        if (!holds) {
            throw new Broken(invariant);
        }
    }
}
