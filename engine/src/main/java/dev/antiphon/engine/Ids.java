package dev.antiphon.engine;

import java.util.UUID;

/** New ids. They come from a generator that a simulation seeds. */
public interface Ids {
    /**
     * Larger than every number that this partition ever gave out, also before a crash. Not dense.
     */
    long next();

    /** 64 random bits. */
    long random();

    /** A random (version 4) UUID. */
    UUID uuid();
}
