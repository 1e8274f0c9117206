package dev.antiphon.server;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The way out for services: they are there before the engine, and the invoker is behind it. Nobody
 * calls before the server answers.
 */
final class Outside implements OutsideCalls {
    private volatile @Nullable OutsideCalls calls;

    void madeBy(OutsideCalls invoker) {
        calls = invoker;
    }

    @Override
    public CompletionStage<CallOutcome> begin(OutsideCall call) {
        OutsideCalls invoker = calls;
        if (invoker == null) {
            throw new IllegalStateException("a call before the start: " + call);
        }
        return invoker.begin(call);
    }
}
