package dev.antiphon.engine;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Gives out a partition's ids. Rising numbers come from blocks: the bound of the present block is a
 * row, staged before the first number of the block can become visible, and after a restart counting
 * goes on at the bound.
 */
final class IdBlock implements Ids {
    private static final long BLOCK = 1 << 20;

    private final RandomGenerator random;
    private long next;
    private long bound;

    IdBlock(RandomGenerator random) {
        this.random = random;
    }

    void open(long storedBound) {
        next = storedBound + 1;
        bound = storedBound;
    }

    /** Whether numbers were given out that the stored bound does not cover. */
    boolean outgrown() {
        return next - 1 > bound;
    }

    /** A bound that covers all numbers given out and the next block: to be stored with them. */
    long extend() {
        bound = next - 1 + BLOCK;
        return bound;
    }

    @Override
    public long next() {
        return next++;
    }

    @Override
    public long random() {
        return random.nextLong();
    }

    @Override
    public UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
