package dev.antiphon.lambda.invocation;

/** Where an alias sends an invocation that is not decided inside a transaction. */
final class Chance {
    private Chance() {}

    /** From 0 to 1, by an id that is as good as random. */
    static double of(String requestId) {
        int mixed = requestId.hashCode() * 0x9E3779B9;
        return (mixed >>> 1) / (double) Integer.MAX_VALUE;
    }
}
