package dev.antiphon.server;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedCalls;
import dev.antiphon.invoker.Invoker;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The way out for services: they are there before the engine, and the invoker is behind it. Nobody
 * calls before the server answers.
 */
final class Outside implements OutsideCalls, StreamedCalls {
    private volatile @Nullable Invoker calls;

    void madeBy(Invoker invoker) {
        calls = invoker;
    }

    @Override
    public CompletionStage<CallOutcome> begin(OutsideCall call) {
        return invoker(call).begin(call);
    }

    @Override
    public CompletionStage<StreamedAnswer> stream(OutsideCall.Function call) {
        return invoker(call).stream(call);
    }

    private Invoker invoker(OutsideCall call) {
        Invoker invoker = calls;
        if (invoker == null) {
            throw new IllegalStateException("a call before the start: " + call);
        }
        return invoker;
    }
}
