package dev.antiphon.delivery;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Makes calls outside for somebody who waits for the outcome in memory: nothing of such a call is
 * durable.
 */
@FunctionalInterface
public interface OutsideCalls {
    /**
     * Begins a call. Does not block.
     *
     * @return completes with the outcome, on whichever thread, and never exceptionally
     */
    CompletionStage<CallOutcome> begin(OutsideCall call);

    /**
     * The same for somebody who waits only so long. The call goes on after that, but its outcome is
     * {@code TIMEOUT}.
     */
    default CompletionStage<CallOutcome> begin(OutsideCall call, Duration patience) {
        return begin(call)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(
                        new CallOutcome.Failed(
                                "TIMEOUT", "There was no answer within " + patience, true, null),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
