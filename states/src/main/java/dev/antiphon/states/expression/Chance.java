package dev.antiphon.states.expression;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Numbers and ids by chance, as both query languages have them. */
final class Chance {
    private Chance() {}

    /** AWS draws from {@code java.util.Random} where the definition gives a seed. */
    static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("Random").create(seed);
    }

    /** A UUID of version 4. */
    static String uuid(RandomGenerator random) {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
