package dev.antiphon.wire;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of requests: they need to be unique, not hard to guess. */
final class RequestIds {
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xf000L) | VERSION_4;
        long low = (random.nextLong() & ~0xc000_0000_0000_0000L) | VARIANT;
        return new UUID(high, low).toString();
    }
}
