package dev.antiphon.invoker;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.engine.Call;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The way of an outcome back to the delivery. */
record Finish(
        Deliveries deliveries,
        OutsideAttempt attempt,
        CallOutcome outcome,
        CompletableFuture<Boolean> ended)
        implements Call<Boolean> {
    @Override
    public Outcome<Boolean> run(Tx tx) {
        deliveries.finish(tx, attempt, outcome);
        return Outcome.reply(true);
    }

    @Override
    public void done(Boolean value) {
        ended.complete(value);
    }

    @Override
    public void failed(Throwable error) {
        ended.completeExceptionally(error);
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Executor lane() {
        return Runnable::run;
    }

    @Override
    public int bytes() {
        return 200;
    }
}
