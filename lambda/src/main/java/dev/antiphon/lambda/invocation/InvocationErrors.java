package dev.antiphon.lambda.invocation;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.LambdaErrors;

/** The errors of invocations, with the codes of Lambda's model. */
final class InvocationErrors {
    static final String TOO_MANY = "TooManyRequestsException";
    static final String LOOP = "RecursiveInvocationException";

    /** The function is switched off: no invocation is reserved for it. */
    static final String OFF = "ZeroReservedConcurrency";

    private InvocationErrors() {}

    /** Whether a refusal's code is the kind of an error of the function itself. */
    static boolean ofFunction(String code) {
        return code.equals("Unhandled") || code.equals("Handled");
    }

    static AwsException loop(FunctionName function) {
        return LambdaErrors.user(LOOP, loopText(function));
    }

    static String loopText(FunctionName function) {
        return "Lambda has detected the function being invoked in a recursive loop with other AWS"
                + " resources and stopped the invocation of "
                + function.arn()
                + ".";
    }

    /**
     * What came of a call that did not reach the function.
     *
     * @param reserved whether a number of invocations is reserved for the function
     */
    static AwsException of(CallOutcome.Failed failed, boolean reserved) {
        return switch (failed.code()) {
            case TOO_MANY ->
                    AwsException.sender(TOO_MANY, 429, failed.message())
                            .with("Type", "User")
                            .with(
                                    "Reason",
                                    reserved
                                            ? "ReservedFunctionConcurrentInvocationLimitExceeded"
                                            : "ConcurrentInvocationLimitExceeded");
            case "ServiceException", "ServiceUnavailableException", "UNKNOWN" ->
                    AwsException.receiver("ServiceException", 500, failed.message());
            default -> AwsException.receiver(failed.code(), 502, failed.message());
        };
    }
}
