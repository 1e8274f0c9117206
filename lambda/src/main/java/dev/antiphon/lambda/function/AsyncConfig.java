package dev.antiphon.lambda.function;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How asynchronous invocations are retried, and where they end.
 *
 * @param retries after the first attempt, from 0 to 2
 * @param maximumAge of an event that waits
 * @param onSuccess the ARN of what gets a record of each invocation that succeeded, or null
 * @param onFailure the same for those that failed for good
 * @param deadLetterTarget the ARN of what gets the events of those that failed for good, or null
 */
public record AsyncConfig(
        int retries,
        Duration maximumAge,
        @Nullable String onSuccess,
        @Nullable String onFailure,
        @Nullable String deadLetterTarget) {}
