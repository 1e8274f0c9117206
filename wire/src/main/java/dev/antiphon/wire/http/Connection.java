package dev.antiphon.wire.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** A client's connection, as its event loop sees it. */
final class Connection {
    private final HttpConnection connection;
    private final Loop loop;
    final String scheme;
    final String remote;

    /** Requests that wait until the client has taken earlier answers. */
    private final Queue<Exchange> held = new ArrayDeque<>(0);

    /** Those whose answers come in pieces, and have begun. */
    private final Set<Exchange> streaming = new HashSet<>(0);

    private long unsentBytes;
    private int exchanges;
    private boolean used;
    private boolean draining;
    private long restingSince;
    private long takingSince;

    /**
     * Written on the event loop, read by whoever wants to know whether an answer is still wanted.
     */
    private volatile boolean closed;

    Connection(HttpConnection connection, Loop loop) {
        this.connection = connection;
        this.loop = loop;
        this.scheme = connection.isSsl() ? "https" : "http";
        this.remote = String.valueOf(connection.remoteAddress());
        this.restingSince = loop.now();
    }

    boolean closed() {
        return closed;
    }

    /** The client has gone, or was sent away. */
    void gone() {
        closed = true;
        held.forEach(Exchange::abandon);
        held.clear();
        List.copyOf(streaming).forEach(Exchange::gone);
    }

    /** Closes once what was written is sent; HTTP/2 says goodbye. */
    void close() {
        var _ = connection.close();
    }

    /** Closes at once. What is not sent yet is lost. */
    void abort() {
        gone(); // or the writes that fail now would make room for the next requests
        // From the first handler on, or HTTP/2 and TLS would first try to tell a client who does
        // not read.
        var _ = Loop.channel(connection).pipeline().firstContext().close();
    }

    void exchangeBegun() {
        used = true;
        exchanges++;
    }

    void exchangeEnded() {
        exchanges--;
        restingSince = loop.now();
    }

    /** Whether a request may go on to the handler, or waits until earlier answers were taken. */
    boolean admits() {
        return unsentBytes <= loop.limits().unsentBytesPerConnection();
    }

    void hold(Exchange exchange) {
        held.add(exchange);
    }

    void streaming(Exchange exchange) {
        streaming.add(exchange);
    }

    void streamed(Exchange exchange) {
        streaming.remove(exchange);
    }

    void sending(long bytes) {
        if (unsentBytes == 0) {
            takingSince = loop.now();
        }
        unsentBytes += bytes;
    }

    void taken(long bytes) {
        unsentBytes -= bytes;
        takingSince = loop.now();
        if (draining) {
            return; // an answer that was given at once; the loop below goes on with the next
            // request
        }
        draining = true;
        while (!held.isEmpty() && admits() && !closed) {
            held.remove().dispatch();
        }
        draining = false;
    }

    long unsentBytes() {
        return unsentBytes;
    }

    /**
     * Ends a connection whose client keeps us waiting too long, for a request or with an answer.
     */
    void tick(long now, HttpTimeouts timeouts) {
        if (unsentBytes > 0) {
            if (now - takingSince > timeouts.answer().toNanos()) {
                abort();
            }
        } else if (exchanges == 0) {
            Duration limit = used ? timeouts.idle() : timeouts.head();
            if (now - restingSince > limit.toNanos()) {
                close();
            }
        }
    }
}
