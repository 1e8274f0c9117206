package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What clients raise when they are used wrongly: AWS's errors, by AWS's codes and words. */
interface WrongInput extends Scenario {
    String INVALID_PARAMETER = "InvalidParameterValue";
    String MISSING_PARAMETER = "MissingParameter";

    /** An error that has a type in SDKs. */
    default void assertRefused(
            Class<? extends SqsException> type,
            String code,
            String message,
            ThrowingCallable call) {
        SqsException refusal = catchThrowableOfType(SqsException.class, call);
        assertThat(refusal).as("the refusal").isInstanceOf(type);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    /** An error that SDKs know by its code alone. */
    default void assertRefused(String code, String message, ThrowingCallable call) {
        assertRefused(SqsException.class, code, message, call);
    }
}
