package dev.antiphon.lambda.function;

import java.util.Comparator;

/**
 * A version of a function.
 *
 * @param number 0 for the unpublished one, {@code $LATEST}
 */
record VersionKey(FunctionKey function, long number) implements Comparable<VersionKey> {
    private static final Comparator<VersionKey> ORDER =
            Comparator.comparing(VersionKey::function).thenComparingLong(VersionKey::number);

    static VersionKey latest(FunctionKey function) {
        return new VersionKey(function, 0);
    }

    String version() {
        return number == 0 ? FunctionName.LATEST : Long.toString(number);
    }

    /** As requests are made for it: without a qualifier for the unpublished version. */
    String arn() {
        return number == 0 ? function.arn() : function.arn() + ":" + number;
    }

    @Override
    public int compareTo(VersionKey other) {
        return ORDER.compare(this, other);
    }
}
