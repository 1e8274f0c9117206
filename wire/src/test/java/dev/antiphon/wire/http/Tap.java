package dev.antiphon.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Pieces of an answer, which a test lets out one by one. */
final class Tap implements Flow.Publisher<byte[]>, Flow.Subscription {
    private volatile Flow.@Nullable Subscriber<? super byte[]> subscriber;
    private volatile long asked;
    private volatile boolean cancelled;
    private long sent;

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> taker) {
        subscriber = taker;
        taker.onSubscribe(this);
    }

    @Override
    public synchronized void request(long more) {
        asked += more;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Whether somebody waits for the next piece. */
    boolean wanted() {
        return asked > sent;
    }

    void send(String piece) {
        send(piece.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until it is wanted. */
    void send(byte[] piece) {
        Edge.await("somebody wants a piece", this::wanted);
        sent++;
        taker().onNext(piece);
    }

    void end() {
        taker().onComplete();
    }

    void fail() {
        taker().onError(new IllegalStateException("the tap is broken"));
    }

    private Flow.Subscriber<? super byte[]> taker() {
        Edge.await("somebody takes the pieces", () -> subscriber != null);
        Flow.Subscriber<? super byte[]> taker = subscriber;
        if (taker == null) {
            throw new IllegalStateException("nobody takes the pieces");
        }
        return taker;
    }
}
