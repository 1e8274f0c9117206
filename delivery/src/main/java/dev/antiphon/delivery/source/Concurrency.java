package dev.antiphon.delivery.source;

import java.time.Duration;
import java.time.Instant;

/**
 * How many batches of a consumer may be under way at present: it grows while there is more to do
 * than is allowed, is halved when there was no room for a call, gives way a little to errors, and
 * starts anew after it was idle.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Scaling of
 *     mappings of SQS</a>
 */
final class Concurrency {
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** Not more often is it looked at whether it may grow. */
    static final Duration STEP = Duration.ofMillis(200);

    private Scaling scaling;
    private double allowed;

    /** Since when more would be begun if it were allowed; {@link Instant#MAX} if it is not so. */
    private Instant shortSince = Instant.MAX;

    private Instant lastUsed = Instant.MIN;

    Concurrency(Scaling scaling) {
        this.scaling = scaling;
        this.allowed = scaling.first();
    }

    void rescale(Scaling next) {
        if (!next.equals(scaling)) {
            scaling = next;
            allowed = Math.clamp(allowed, next.first(), next.most());
        }
    }

    int allowed() {
        return (int) allowed;
    }

    boolean canGrow() {
        return allowed < scaling.most();
    }

    /** All that is allowed is under way, and there may be more to do. */
    void fallsShort(Instant now) {
        if (shortSince.isBefore(now)) {
            double seconds = Duration.between(shortSince, now).toMillis() / 1_000.0;
            allowed = Math.min(scaling.most(), allowed + seconds * scaling.perMinute() / 60);
        }
        shortSince = now;
        lastUsed = now;
    }

    /** There was something to do. */
    void used(Instant now) {
        if (lastUsed.isBefore(now.minus(IDLE))) {
            allowed = scaling.first();
        }
        lastUsed = now;
    }

    /** There is no more to do than is allowed. */
    void suffices() {
        shortSince = Instant.MAX;
    }

    void throttled() {
        allowed = Math.max(1, allowed / 2);
        shortSince = Instant.MAX;
    }

    void failed() {
        allowed = Math.max(Math.min(allowed, scaling.first()), allowed - 1);
        shortSince = Instant.MAX;
    }
}
