package dev.antiphon.wire.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rest of an answer on its way to the client. The next piece is asked for when the one before
 * has left, so that a client who does not read holds up whoever makes the pieces, and no memory
 * beyond one piece.
 *
 * <p>It is told of pieces on whichever thread, and does everything on the event loop.
 */
final class Pieces implements Flow.Subscriber<byte[]> {
    private static final Logger log = LoggerFactory.getLogger(Pieces.class);

    private final Loop loop;
    private final Connection connection;
    private final HttpServerResponse response;
    private final Exchange exchange;
    private Flow.@Nullable Subscription subscription;
    private boolean over;

    /**
     * @param response whose head was written
     */
    Pieces(Loop loop, Connection connection, HttpServerResponse response, Exchange exchange) {
        this.loop = loop;
        this.connection = connection;
        this.response = response;
        this.exchange = exchange;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        loop.executor()
                .execute(() -> {
                    subscription = subscribed;
                    more();
                });
    }

    @Override
    public void onNext(byte[] piece) {
        loop.executor().execute(() -> write(piece));
    }

    @Override
    public void onError(Throwable error) {
        loop.executor()
                .execute(() -> {
                    if (!over) {
                        log.debug("an answer breaks off", error);
                        over = true;
                        exchange.brokenOff();
                    }
                });
    }

    @Override
    public void onComplete() {
        loop.executor()
                .execute(() -> {
                    if (!over) {
                        over = true;
                        exchange.complete();
                    }
                });
    }

    private void more() {
        if (exchange.cancelled()) {
            gone();
        } else if (!over && subscription != null) {
            subscription.request(1);
        }
    }

    /** The client has gone. */
    void gone() {
        if (!over && subscription != null) {
            over = true;
            subscription.cancel();
            exchange.givenUp();
        }
    }

    private void write(byte[] piece) {
        if (over) {
            return;
        }
        if (exchange.cancelled() || piece.length == 0) {
            more();
            return;
        }
        loop.sending(connection, piece.length);
        response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(piece)))
                .onComplete((_, failure) -> {
                    loop.taken(connection, piece.length);
                    if (failure != null) {
                        exchange.lost();
                    }
                    more();
                });
        loop.written(connection);
    }
}
