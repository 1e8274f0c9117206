package dev.antiphon.engine;

import org.jspecify.annotations.Nullable;

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

    /** What is not null, or the invariant does not hold. */
    public static <V> V present(@Nullable V value, String invariant) {
        if (value == null) {
            throw new Broken(invariant);
        }
        return value;
    }
}
