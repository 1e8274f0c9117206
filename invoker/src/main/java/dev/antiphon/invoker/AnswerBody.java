package dev.antiphon.invoker;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer while it is read, up to a limit. What is more than a little of it takes a
 * place among the large ones first.
 */
final class AnswerBody implements BodySubscriber<byte[]> {
    /** As much is read without a place. */
    private static final int LITTLE = 64 * 1024;

    /** The answer is larger than whoever asked can take. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long limit) {
            super("The answer has more than " + limit + " bytes.");
        }
    }

    private final long limit;
    private final long declared;
    private final AnswerRoom room;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private long length;
    private byte[] gathered = {};
    private int at;
    private boolean large;
    private volatile boolean ended;
    private Flow.@Nullable Subscription source;
    private AnswerRoom.@Nullable Place place;

    /**
     * @param declared how long the endpoint says that it is, or -1; an answer to HEAD says so of a
     *     body that does not come
     */
    AnswerBody(long limit, long declared, AnswerRoom room) {
        this.limit = limit;
        this.declared = declared;
        this.room = room;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> next) {
        Flow.Subscription from = source;
        if (from == null || whole.isDone()) {
            return;
        }
        for (ByteBuffer piece : next) {
            length += piece.remaining();
            pieces.add(piece);
        }
        if (large && declared >= length) {
            gather();
        }
        if (length > limit || declared > limit) {
            refuse(from);
        } else if (length <= LITTLE || large) {
            from.request(1);
        } else {
            large = true;
            takePlace(from);
        }
    }

    private void takePlace(Flow.Subscription from) {
        AnswerRoom.Place taken = room.enter(declared < 0 ? limit : declared, () -> from.request(1));
        synchronized (this) {
            place = taken;
        }
        if (ended) {
            leave();
        }
    }

    private synchronized void leave() {
        AnswerRoom.Place taken = place;
        if (taken != null) {
            taken.leave();
        }
    }

    private void refuse(Flow.Subscription from) {
        from.cancel();
        pieces.clear();
        whole.completeExceptionally(new TooLarge(limit));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.clear();
        gathered = new byte[0];
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        gather();
        byte[] bytes = gathered;
        gathered = new byte[0];
        whole.complete(bytes);
    }

    /** Puts what has come where it is to be, so that it is not there twice at the end. */
    private void gather() {
        if (gathered.length == 0) {
            gathered = new byte[Math.toIntExact(Math.max(length, large ? declared : 0))];
        }
        for (ByteBuffer piece : pieces) {
            int size = piece.remaining();
            piece.get(gathered, at, size);
            at += size;
        }
        pieces.clear();
    }

    /**
     * Whoever waited for it goes on, with it or without. Only now is its place left: answers that
     * nobody has got around to would add up otherwise.
     */
    void end() {
        whole.cancel(false);
        ended = true;
        leave();
    }
}
