package dev.antiphon.lambda.function;

import org.jspecify.annotations.Nullable;

/** Changes that are made only to what the caller has seen. */
final class Revisions {
    private Revisions() {}

    /**
     * @param expected by the caller, or null if it does not care
     * @throws dev.antiphon.api.AwsException PreconditionFailedException
     */
    static void check(@Nullable String expected, String present) {
        check(expected, present, "GetFunction/GetAlias");
    }

    /**
     * @param shownBy the operation that shows the present revision; null where there is none
     */
    static void check(@Nullable String expected, @Nullable String present, String shownBy) {
        if (expected != null && !expected.equals(present)) {
            throw LambdaErrors.user(
                    "PreconditionFailedException",
                    "The Revision Id provided does not match the latest Revision Id. Call the "
                            + shownBy
                            + " API to retrieve the latest Revision Id");
        }
    }
}
