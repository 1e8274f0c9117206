package dev.antiphon.invoker.function;

import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The {@code X-Amzn-Trace-Id} of an invocation that nothing known has led to. */
final class Traces {
    private Traces() {}

    static String root(Instant now, RandomGenerator random) {
        return String.format(
                Locale.ROOT,
                "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0",
                now.getEpochSecond(),
                random.nextInt(),
                random.nextLong(),
                random.nextLong());
    }
}
