package dev.antiphon.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a target made of a delivery. */
public sealed interface Attempt {
    /** It has it: what it staged commits with the delivery's end. */
    record Taken() implements Attempt {}

    /**
     * It does not take it now, or ever.
     *
     * @param code AWS's error code, as in a dead letter's {@code ERROR_CODE}
     * @param retryable whether another attempt may succeed; if not, the delivery ends
     * @param after when the target says it can be asked again, or null for the policy's delay
     */
    record Refused(String code, String message, boolean retryable, @Nullable Duration after)
            implements Attempt {}

    /** It takes a call outside of the store to know. */
    record Outside(OutsideCall call) implements Attempt {}

    /** It takes an operation of this server, which is carried out exactly once. */
    record Inside(ServiceCall call) implements Attempt {}

    static Attempt taken() {
        return new Taken();
    }

    /** For good. */
    static Attempt refused(String code, String message) {
        return new Refused(code, message, false, null);
    }

    /** For now. */
    static Attempt notNow(String code, String message) {
        return new Refused(code, message, true, null);
    }
}
