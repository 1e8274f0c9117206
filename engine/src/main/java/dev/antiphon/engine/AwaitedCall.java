package dev.antiphon.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A call of the server's own, whose answer somebody waits for by a future. Who cancels that has
 * hung up.
 *
 * @param bytes see {@link Call#bytes}
 */
public record AwaitedCall<O>(Work<O> work, int bytes, CompletableFuture<O> answer)
        implements Call<O> {
    public AwaitedCall(Work<O> work, int bytes) {
        this(work, bytes, new CompletableFuture<>());
    }

    @Override
    public Outcome<O> run(Tx tx) {
        return work.run(tx);
    }

    @Override
    public void done(O value) {
        answer.complete(value);
    }

    @Override
    public void failed(Throwable error) {
        answer.completeExceptionally(error);
    }

    @Override
    public boolean cancelled() {
        return answer.isCancelled();
    }

    @Override
    public Executor lane() {
        return Runnable::run;
    }
}
