package dev.antiphon.lambda.invocation;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.lambda.function.FunctionName;

/** The errors of invocations, with the codes of Lambda's model. */
final class InvocationErrors {
    static final String TOO_MANY = "TooManyRequestsException";
    static final String LOOP = "RecursiveInvocationException";

    private InvocationErrors() {}

    /** Whether a refusal's code is the kind of an error of the function itself. */
    static boolean ofFunction(String code) {
        return code.equals("Unhandled") || code.equals("Handled");
    }

    static AwsException loop(FunctionName function) {
        return AwsException.sender(LOOP, 400, loopText(function));
    }

    static String loopText(FunctionName function) {
        return "Lambda has detected the function being invoked in a recursive loop with other AWS"
                + " resources and stopped the invocation of "
                + function.arn()
                + ".";
    }

    /** What came of a call that did not reach the function. */
    static AwsException of(CallOutcome.Failed failed) {
        return switch (failed.code()) {
            case TOO_MANY -> AwsException.sender(TOO_MANY, 429, failed.message());
            case "ServiceException", "ServiceUnavailableException", "UNKNOWN" ->
                    AwsException.receiver("ServiceException", 500, failed.message());
            default -> AwsException.receiver(failed.code(), 502, failed.message());
        };
    }
}
