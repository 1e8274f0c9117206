package dev.antiphon.delivery;

/**
 * How much is asked of one target outside.
 *
 * @param concurrency calls under way at once, 1 or more
 * @param perSecond calls begun per second, evenly spread; {@link Double#POSITIVE_INFINITY} for no
 *     limit
 */
public record Limits(int concurrency, double perSecond) {
    public static final Limits DEFAULTS = new Limits(16, Double.POSITIVE_INFINITY);

    /** The milliseconds from the beginning of one call to the next. */
    double intervalMillis() {
        return 1_000 / perSecond;
    }
}
