package dev.antiphon.lambda.function;

/** What can be done to a function as a whole only. */
final class Unqualified {
    private Unqualified() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static void check(FunctionName name) {
        if (name.qualifier() != null) {
            throw LambdaErrors.invalid(
                    "This operation is permitted on Lambda functions only. Aliases and versions do"
                            + " not support this operation. Please specify either a function name"
                            + " or an unqualified function ARN.");
        }
    }
}
