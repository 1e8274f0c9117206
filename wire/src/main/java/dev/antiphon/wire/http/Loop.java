package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's share of the edge: its connections, what they hold, and the timeouts. Touched on
 * that event loop only.
 *
 * <p>Timeouts are looked at once a tick for all connections, rather than by a timer of each: a
 * timer a request costs more than answering it, and nobody needs a timeout to the millisecond.
 */
final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);
    private static final AttributeKey<Connection> CONNECTION =
            AttributeKey.valueOf(Connection.class.getName());

    private final EventLoop executor;
    private final HttpLimits limits;
    private final HttpTimeouts timeouts;
    private final HttpHandler handler;
    private final AtomicInteger allConnections;
    private final long receivingBytesLimit;
    private final long unsentBytesLimit;

    private final Set<Connection> connections = new LinkedHashSet<>();

    /** Those whose bodies have not arrived in full. */
    private final Set<Exchange> receiving = new LinkedHashSet<>();

    /** Those with answers that their clients have not taken, longest first. */
    private final Set<Connection> untaken = new LinkedHashSet<>();

    private long receivingBytes;
    private long unsentBytes;
    private long now = System.nanoTime();
    private String date = date(Instant.now());

    /**
     * @param allConnections of all event loops
     */
    Loop(EventLoop executor, HttpConfig config, HttpHandler handler, AtomicInteger allConnections) {
        this.executor = executor;
        this.limits = config.limits();
        this.timeouts = config.timeouts();
        this.handler = handler;
        this.allConnections = allConnections;
        // A share of the whole, so that no counter is shared between the event loops.
        this.receivingBytesLimit =
                Math.max(
                        limits.receivingBytes() / config.eventLoops(),
                        Math.max(limits.bodyBytes(), limits.codeBytes()));
        this.unsentBytesLimit =
                Math.max(
                        limits.unsentBytes() / config.eventLoops(),
                        limits.unsentBytesPerConnection());
    }

    EventLoop executor() {
        return executor;
    }

    HttpLimits limits() {
        return limits;
    }

    HttpTimeouts timeouts() {
        return timeouts;
    }

    HttpHandler handler() {
        return handler;
    }

    /** Of the last tick: good enough for timeouts, and free. */
    long now() {
        return now;
    }

    /** The value of a Date header. */
    String date() {
        return date;
    }

    /** A connection that has sent its first bytes. */
    void connected(HttpConnection client) {
        Channel channel = channel(client);
        if (allConnections.incrementAndGet() > limits.connections()) {
            allConnections.decrementAndGet();
            var _ = channel.close();
            return;
        }
        // The idle handler guards the time before the first byte. From here on we know better when
        // a connection is idle: a long poll is not.
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
        Connection connection = new Connection(client, this);
        channel.attr(CONNECTION).set(connection);
        connections.add(connection);
        client.closeHandler(ignored -> disconnected(connection));
    }

    private void disconnected(Connection connection) {
        if (connections.remove(connection)) {
            allConnections.decrementAndGet();
            untaken.remove(connection);
            connection.gone();
        }
    }

    static Channel channel(HttpConnection connection) {
        // Vert.x's public API does not lead to the channel.
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }

    /** The head of a request has come. */
    void requested(HttpServerRequest request) {
        Connection connection = channel(request.connection()).attr(CONNECTION).get();
        if (connection != null && !connection.closed()) {
            new Exchange(this, connection, request).begin();
        }
    }

    /** A request has come whose first line or headers cannot be read. Vert.x closes after it. */
    void refuse(HttpServerRequest request, Refusal refusal) {
        HttpAnswer answer = refusal.answer(request.getHeader(HttpHeaderNames.CONTENT_TYPE));
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        for (HttpRequest.Header header : answer.headers()) {
            response.putHeader(header.name(), header.value());
        }
        response.putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var _ = response.end(Buffer.buffer(answer.body()));
    }

    void receivingBegun(Exchange exchange) {
        receiving.add(exchange);
    }

    void receivingEnded(Exchange exchange) {
        receiving.remove(exchange);
    }

    /** Sets memory aside for a body that arrives; false when there is none left. */
    boolean reserve(int bytes) {
        if (bytes > receivingBytesLimit - receivingBytes) {
            return false;
        }
        receivingBytes += bytes;
        return true;
    }

    void release(int bytes) {
        receivingBytes -= bytes;
    }

    /** An answer is about to be written. */
    void sending(Connection connection, long bytes) {
        connection.sending(bytes);
        unsentBytes += bytes;
    }

    /** An answer was written. Mostly it has left by now. */
    void written(Connection connection) {
        if (connection.unsentBytes() > 0) {
            untaken.add(connection);
            if (unsentBytes > unsentBytesLimit) {
                shed();
            }
        }
    }

    /** An answer has left, or will never. */
    void taken(Connection connection, long bytes) {
        unsentBytes -= bytes;
        connection.taken(bytes);
        if (!untaken.isEmpty() && connection.unsentBytes() == 0) {
            untaken.remove(connection);
        }
    }

    /** Closes the connections that let their answers lie longest, until the rest is in bounds. */
    private void shed() {
        long bytes = unsentBytes;
        for (Connection connection : List.copyOf(untaken)) {
            if (bytes <= unsentBytesLimit) {
                return;
            }
            bytes -= connection.unsentBytes();
            log.warn("closing {}: too many bytes wait for clients to read them", connection.remote);
            connection.abort();
        }
    }

    /** Looks after the timeouts. */
    void tick() {
        now = System.nanoTime();
        date = date(Instant.now());
        for (Exchange exchange : List.copyOf(receiving)) {
            exchange.tick(now);
        }
        for (Connection connection : List.copyOf(connections)) {
            connection.tick(now, timeouts);
        }
    }

    private static String date(Instant instant) {
        return DATE.format(instant);
    }
}
