package dev.antiphon.bench;

import java.util.SplittableRandom;

/**
 * What the bodies of messages are filled up with: letters and digits by chance, no two messages the
 * same, so that no storage gets away with compressing them.
 */
final class Padding {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** A body is copied from somewhere in here: that is cheap, and repeats itself late. */
    private static final int POOL = 4 << 20;

    /** Not a divisor of anything, so that the places come around in a different order each time. */
    private static final int STEP = 7919;

    private final byte[] pool;
    private int at;

    /**
     * @param longest that is asked for
     */
    Padding(int longest) {
        SplittableRandom random = new SplittableRandom(1);
        pool = new byte[POOL + longest];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
    }

    void write(byte[] bytes, int from, int length) {
        System.arraycopy(pool, at, bytes, from, length);
        at = (at + STEP) % POOL;
    }
}
