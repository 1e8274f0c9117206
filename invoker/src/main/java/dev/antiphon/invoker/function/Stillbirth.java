package dev.antiphon.invoker.function;

/**
 * Why a process has never come to ask for an invocation.
 *
 * @param error what a caller gets who has waited for it, but for where it has to name the request
 * @param output what the process wrote
 * @param nanos that it was given
 * @param slow whether it has taken longer than it may, and is to be tried once more, in the time of
 *     an invocation
 */
record Stillbirth(ErrorFor error, byte[] output, long nanos, boolean slow) {

    /** Makes the error for the request that it is the end of. */
    @FunctionalInterface
    interface ErrorFor {
        byte[] request(String requestId);
    }

    /** Tells of it, where nobody can be told of it with an invocation. */
    void log(InvocationLog text, String phase) {
        text.output(output);
        text.init(phase, nanos, slow ? "timeout" : "error", slow ? null : kind());
    }

    private String kind() {
        return Failure.kindOf(error.request(""));
    }
}
