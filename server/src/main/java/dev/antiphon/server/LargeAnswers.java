package dev.antiphon.server;

import dev.antiphon.invoker.AnswerRoom;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.http.HttpExchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives large answers to clients some at a time. Given all at once, the edge would have to part
 * from clients that take theirs as fast as they can.
 */
final class LargeAnswers {
    /** An answer that is no larger is given at once. */
    private static final int LARGE = 256 * 1024;

    private final AnswerRoom room;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param atOnce how many bytes are with clients at once
     * @param most how many bytes may lie here in all; what comes beyond that is refused
     */
    LargeAnswers(long atOnce, long most) {
        this.room = new AnswerRoom(atOnce);
        this.most = most;
    }

    /**
     * On any thread: what is refused is forgotten at once, and does not wait for an event loop that
     * has much to do.
     */
    void give(HttpExchange exchange, HttpAnswer answer, HttpAnswer refusal) {
        int size = answer.body().length;
        if (size <= LARGE) {
            exchange.lane().execute(() -> exchange.answer(answer));
        } else if (held.addAndGet(size) > most) {
            held.addAndGet(-size);
            exchange.lane().execute(() -> exchange.answer(refusal));
        } else {
            Giving giving = new Giving(exchange, answer);
            giving.place.complete(room.enter(size, giving::begin));
        }
    }

    private final class Giving {
        private final HttpExchange exchange;
        private final HttpAnswer answer;
        final CompletableFuture<AnswerRoom.Place> place = new CompletableFuture<>();

        Giving(HttpExchange exchange, HttpAnswer answer) {
            this.exchange = exchange;
            this.answer = answer;
        }

        /** On any thread. */
        void begin() {
            exchange.lane().execute(() -> exchange.answer(answer, this::end));
        }

        private void end() {
            held.addAndGet(-answer.body().length);
            // It may be taken before whoever gives it knows its place.
            var _ = place.thenAccept(AnswerRoom.Place::leave);
        }
    }
}
