package dev.antiphon.compat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again until something holds, for a bounded time. */
public final class Await {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Await() {}

    public static void until(String what, Duration atMost, BooleanSupplier holds) {
        get(what, atMost, holds::getAsBoolean, held -> held);
    }

    /** The first value that is as it should be. */
    public static <T> T get(
            String what, Duration atMost, Supplier<T> source, Predicate<T> asItShouldBe) {
        long end = System.nanoTime() + atMost.toNanos();
        T value = source.get();
        while (!asItShouldBe.test(value)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        what + " did not come about within " + atMost + ": " + value);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            value = source.get();
        }
        return value;
    }
}
