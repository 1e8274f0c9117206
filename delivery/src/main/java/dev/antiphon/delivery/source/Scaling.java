package dev.antiphon.delivery.source;

/**
 * How many batches of a consumer may be under way at once.
 *
 * @param first as many as it begins with
 * @param perMinute how many are added in a minute in which there is more to do
 * @param most the limit
 */
public record Scaling(int first, int perMinute, int most) {
    public Scaling {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException(
                    "from " + first + " to " + most + " batches at once");
        }
    }
}
