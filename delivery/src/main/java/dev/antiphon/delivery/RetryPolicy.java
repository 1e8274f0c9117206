package dev.antiphon.delivery;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that was refused for now is tried again, and when it is given up. Policies are
 * data: a router picks one of those below, with its users' figures in it, and no code of its own
 * retries anything.
 *
 * @param phases the delays, one phase after the other; the last delay of the last phase goes on
 * @param maximumRetries attempts after the first one
 * @param maximumAge of the delivery; no attempt is made beyond it
 * @param jitterPercent by how much a delay may be shorter or longer, so that what failed together
 *     does not come back together
 */
public record RetryPolicy(
        List<Phase> phases, int maximumRetries, Duration maximumAge, int jitterPercent) {

    /** How the delays grow within a phase. The codes are part of the format on disk. */
    public enum Growth {
        /** By the same step each. */
        LINEAR(0),
        /** By steps that grow by the same amount each. */
        ARITHMETIC(1),
        /** By the same factor each. */
        GEOMETRIC(2),
        /** By steps that double. */
        EXPONENTIAL(3);

        private static final Growth[] ALL = values();

        private final int code;

        Growth(int code) {
            this.code = code;
        }

        /** Where a delay is between the shortest (0) and the longest (1). */
        double share(int at, int retries, double ratio) {
            if (retries <= 1) {
                return 0;
            }
            double last = retries - 1;
            return switch (this) {
                case LINEAR -> at / last;
                case ARITHMETIC -> at * (at + 1) / (last * (last + 1));
                case GEOMETRIC -> ratio <= 1 ? 0 : (Math.pow(ratio, at / last) - 1) / (ratio - 1);
                case EXPONENTIAL -> (Math.pow(2, at) - 1) / (Math.pow(2, last) - 1);
            };
        }
    }

    /** So many retries, with delays from the shortest to the longest. */
    public record Phase(int retries, Duration shortest, Duration longest, Growth growth) {
        public Phase {
            if (retries < 0 || shortest.isNegative() || longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException(
                        "no phase has " + retries + " retries, " + shortest + " to " + longest);
            }
        }

        /** The same delay each time. */
        public static Phase constant(int retries, Duration delay) {
            return new Phase(retries, delay, delay, Growth.LINEAR);
        }

        Duration delay(int at) {
            double low = shortest.toMillis();
            double high = longest.toMillis();
            // From zero there is no factor: then as if from a millisecond.
            double share = growth.share(at, retries, high / Math.max(1, low));
            return Duration.ofMillis(Math.round(low + (high - low) * share));
        }
    }

    private static final Duration DAY = Duration.ofDays(1);

    /** {@link Next.Exhausted}'s condition where the age is the limit. */
    static final String TOO_OLD = "MaximumEventAgeInSeconds";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Nothing is tried again. */
    public static final RetryPolicy NONE =
            new RetryPolicy(List.of(Phase.constant(1, Duration.ZERO)), 0, Duration.ofDays(365), 0);

    private static final List<Phase> EVENTS =
            List.of(
                    new Phase(
                            9, Duration.ofSeconds(1), Duration.ofSeconds(256), Growth.EXPONENTIAL),
                    Phase.constant(Integer.MAX_VALUE, Duration.ofSeconds(480)));

    /**
     * Rules and schedules: up to 185 retries in 24 hours, with delays that double up to eight
     * minutes, so that the two limits are reached at about the same time
     * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).
     */
    public static RetryPolicy events(@Nullable Integer retries, @Nullable Integer ageSeconds) {
        return new RetryPolicy(
                EVENTS,
                retries == null ? 185 : retries,
                ageSeconds == null ? DAY : Duration.ofSeconds(ageSeconds),
                25);
    }

    /**
     * Subscriptions of queues, functions and delivery streams: 3 retries at once, 2 after a second,
     * 10 backing off from 1 to 20 seconds, 100,000 every 20 seconds: 100,015 over 23 days
     * (https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html).
     */
    public static final RetryPolicy TOPIC_TO_AWS =
            new RetryPolicy(
                    List.of(
                            Phase.constant(3, Duration.ZERO),
                            Phase.constant(2, Duration.ofSeconds(1)),
                            new Phase(
                                    10,
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(20),
                                    Growth.EXPONENTIAL),
                            Phase.constant(100_000, Duration.ofSeconds(20))),
                    100_015,
                    Duration.ofDays(30),
                    10);

    /**
     * Subscriptions of mail addresses, telephones and apps: 2 retries after 10 seconds, 10 backing
     * off from 10 seconds to 10 minutes, 38 every 10 minutes: 50 over 6 hours (same page).
     */
    public static final RetryPolicy TOPIC_TO_PEOPLE =
            new RetryPolicy(
                    List.of(
                            Phase.constant(2, Duration.ofSeconds(10)),
                            new Phase(
                                    10,
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(600),
                                    Growth.EXPONENTIAL),
                            Phase.constant(38, Duration.ofSeconds(600))),
                    50,
                    Duration.ofDays(2),
                    10);

    public RetryPolicy {
        phases = List.copyOf(phases);
        if (phases.isEmpty() || maximumRetries < 0 || jitterPercent < 0 || jitterPercent > 100) {
            throw new IllegalArgumentException("not a retry policy: " + phases);
        }
    }

    /** What happens after a refusal. */
    sealed interface Next {
        record Again(Instant at) implements Next {}

        /**
         * @param condition which limit was reached, as {@code EXHAUSTED_RETRY_CONDITION} names it
         */
        record Exhausted(String condition) implements Next {}
    }

    /**
     * @param attempts that were made
     * @param asked how long the target wants to be left alone at least, or null
     * @param random 64 random bits, for the jitter
     */
    Next next(int attempts, Instant created, Instant now, @Nullable Duration asked, long random) {
        if (attempts > maximumRetries) {
            return new Next.Exhausted("MaximumRetryAttempts");
        }
        Duration delay = jittered(delay(attempts), random);
        if (asked != null && asked.compareTo(delay) > 0) {
            delay = asked;
        }
        Instant at = now.plus(delay);
        return at.isAfter(created.plus(maximumAge))
                ? new Next.Exhausted(TOO_OLD)
                : new Next.Again(at);
    }

    /**
     * After an attempt that does not count: once more when as much time has gone by again as since
     * the beginning, which doubles from a second to five minutes, as Lambda does where it has no
     * room (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
     */
    Next later(Instant created, Instant now) {
        Duration age = Duration.between(created, now);
        Duration delay =
                age.compareTo(SHORTEST) < 0 ? SHORTEST : age.compareTo(LONGEST) > 0 ? LONGEST : age;
        Instant at = now.plus(delay);
        return at.isAfter(created.plus(maximumAge))
                ? new Next.Exhausted(TOO_OLD)
                : new Next.Again(at);
    }

    /** The delay before a retry, counted from 1, without jitter. */
    public Duration delay(int retry) {
        int at = retry - 1;
        for (Phase phase : phases) {
            if (at < phase.retries) {
                return phase.delay(at);
            }
            at -= phase.retries;
        }
        return phases.getLast().longest;
    }

    private Duration jittered(Duration delay, long random) {
        double unit = (random >>> 11) * 0x1.0p-53; // from 0 to 1
        double factor = 1 + jitterPercent / 100.0 * (2 * unit - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    void write(RowWriter out) {
        out.varint(maximumRetries).varint(maximumAge.toMillis()).u8(jitterPercent);
        out.varint(phases.size());
        for (Phase phase : phases) {
            out.varint(phase.retries)
                    .varint(phase.shortest.toMillis())
                    .varint(phase.longest.toMillis())
                    .u8(phase.growth.code);
        }
    }

    static RetryPolicy read(RowReader in) {
        int retries = (int) in.varint();
        Duration age = Duration.ofMillis(in.varint());
        int jitter = in.u8();
        int size = (int) in.varint();
        List<Phase> phases = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            phases.add(
                    new Phase(
                            (int) in.varint(),
                            Duration.ofMillis(in.varint()),
                            Duration.ofMillis(in.varint()),
                            growth(in.u8())));
        }
        return new RetryPolicy(phases, retries, age, jitter);
    }

    private static Growth growth(int code) {
        for (Growth growth : Growth.ALL) {
            if (growth.code == code) {
                return growth;
            }
        }
        throw new IllegalArgumentException("no growth of delays has the code " + code);
    }
}
