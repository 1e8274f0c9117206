package dev.antiphon.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a call outside. */
public sealed interface CallOutcome {
    /**
     * @param answer for whoever asked for one, or null
     */
    record Succeeded(@Nullable Answer answer) implements CallOutcome {
        public Succeeded() {
            this(null);
        }
    }

    /**
     * @param code AWS's error code for it, or {@code SDK_CLIENT_ERROR} and the like
     * @param after how long the target wants to be left alone, as by {@code Retry-After}, or null
     */
    record Failed(String code, String message, boolean retryable, @Nullable Duration after)
            implements CallOutcome {}
}
