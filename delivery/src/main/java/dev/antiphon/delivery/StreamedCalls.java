package dev.antiphon.delivery;

import java.util.concurrent.CompletionStage;

/**
 * Invokes functions for somebody who takes the answer as it is made: nothing of such a call is
 * durable.
 */
@FunctionalInterface
public interface StreamedCalls {
    /**
     * Begins an invocation. Does not block. A function that does not stream gives its answer as one
     * chunk.
     *
     * @return completes when the function begins to answer or cannot, on whichever thread, and
     *     never exceptionally
     */
    CompletionStage<StreamedAnswer> stream(OutsideCall.Function call);
}
