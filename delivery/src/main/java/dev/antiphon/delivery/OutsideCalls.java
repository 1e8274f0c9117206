package dev.antiphon.delivery;

import java.util.concurrent.CompletionStage;

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
}
