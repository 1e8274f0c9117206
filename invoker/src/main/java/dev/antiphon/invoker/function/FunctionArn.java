package dev.antiphon.invoker.function;

/**
 * Whose function it is.
 *
 * @param function the ARN without a version
 */
record FunctionArn(String account, String region, String function) {
    /** Of the ARN of a function or of one of its versions. */
    static FunctionArn of(String arn) {
        String[] parts = arn.split(":", 8);
        if (parts.length < 7) {
            throw new IllegalArgumentException("no function has the ARN " + arn);
        }
        return new FunctionArn(
                parts[4],
                parts[3],
                parts.length == 7 ? arn : arn.substring(0, arn.length() - parts[7].length() - 1));
    }
}
