package dev.antiphon.invoker.function;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedAnswer.Part;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What a function says, on its way to somebody who takes it as it comes. The two are as far apart
 * as {@link #MOST_WAITING} says: then the function has to wait.
 *
 * <p>Everything happens on the event loop; what the subscriber asks for comes there first.
 */
final class StreamedResponse implements Flow.Publisher<Part>, Flow.Subscription {
    /** In bytes. */
    static final int MOST_WAITING = 256 << 10;

    private final Executor loop;
    private final CompletableFuture<StreamedAnswer> answer = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private @Nullable ReadStream<?> source;
    private boolean paused;
    private Part.@Nullable End end;
    private Flow.@Nullable Subscriber<? super Part> subscriber;
    private long demand;
    private boolean draining;

    /** The subscriber has heard all, or does not want to. */
    private boolean over;

    StreamedResponse(Executor loop) {
        this.loop = loop;
    }

    CompletionStage<StreamedAnswer> answer() {
        return answer;
    }

    /** The function begins to answer. Said again, it changes nothing. */
    void begin(String contentType) {
        answer.complete(new StreamedAnswer.Begun(contentType, this));
    }

    /**
     * The function answers by a stream.
     *
     * @param from is held up while too much waits
     */
    void begin(String contentType, ReadStream<?> from) {
        source = from;
        begin(contentType);
    }

    void refuse(CallOutcome.Failed why) {
        if (!answer.complete(new StreamedAnswer.Refused(why))) {
            end(new Part.End(why.code(), why.message(), null));
        }
    }

    /** More of the answer. */
    void add(byte[] bytes) {
        if (over || end != null || bytes.length == 0) {
            return;
        }
        waiting.addLast(bytes);
        waitingBytes += bytes.length;
        drain();
        if (!paused && source != null && waitingBytes > MOST_WAITING) {
            paused = true;
            source.pause();
        }
    }

    /** There will be no more. */
    void end(Part.End last) {
        if (end == null) {
            end = last;
            drain();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Part> taker) {
        loop.execute(() -> {
            if (subscriber != null) {
                throw new IllegalStateException("an answer is for one subscriber");
            }
            subscriber = taker;
            taker.onSubscribe(this);
        });
    }

    @Override
    public void request(long more) {
        loop.execute(() -> {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
            drain();
        });
    }

    @Override
    public void cancel() {
        loop.execute(() -> {
            over = true;
            waiting.clear();
            waitingBytes = 0;
            resume();
        });
    }

    private void drain() {
        Flow.Subscriber<? super Part> taker = subscriber;
        if (draining || taker == null) {
            return;
        }
        draining = true;
        while (!over && demand > 0 && !(waiting.isEmpty() && end == null)) {
            demand--;
            byte[] chunk = waiting.pollFirst();
            if (chunk != null) {
                waitingBytes -= chunk.length;
                taker.onNext(new Part.Chunk(chunk));
            } else if (end != null) {
                over = true;
                taker.onNext(end);
                taker.onComplete();
            }
        }
        draining = false;
        if (waitingBytes <= MOST_WAITING / 2) {
            resume();
        }
    }

    private void resume() {
        if (paused && source != null) {
            paused = false;
            source.resume();
        }
    }
}
