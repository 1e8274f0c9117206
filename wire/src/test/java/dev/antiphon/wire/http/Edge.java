package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The edge on a free port, with limits and timeouts that a test can reach. */
final class Edge implements AutoCloseable {
    static final HttpLimits LIMITS =
            new HttpLimits(
                    100,
                    8 * 1024,
                    8 * 1024,
                    1024 * 1024,
                    1024 * 1024,
                    64 << 20,
                    64 * 1024,
                    256 << 20);

    /** So long that no timeout comes before the end of a test. */
    static final HttpTimeouts PATIENT =
            new HttpTimeouts(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(2));

    /** Answers with what came. */
    static final HttpHandler ECHO = (request, exchange) -> exchange.answer(echo(request));

    private final HttpServer server;
    private final String scheme;

    private Edge(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    static Edge start(HttpHandler handler) throws IOException {
        return start(LIMITS, PATIENT, handler);
    }

    static Edge start(HttpLimits limits, HttpHandler handler) throws IOException {
        return start(limits, PATIENT, handler);
    }

    static Edge start(HttpTimeouts timeouts, HttpHandler handler) throws IOException {
        return start(LIMITS, timeouts, handler);
    }

    static Edge start(HttpLimits limits, HttpTimeouts timeouts, HttpHandler handler)
            throws IOException {
        return start(limits, timeouts, null, handler);
    }

    static Edge start(
            HttpLimits limits,
            HttpTimeouts timeouts,
            HttpConfig.@Nullable Tls tls,
            HttpHandler handler)
            throws IOException {
        HttpConfig config = new HttpConfig("127.0.0.1", 0, 2, tls, limits, timeouts);
        return new Edge(HttpServer.start(config, handler), tls == null ? "http" : "https");
    }

    int port() {
        return server.address().getPort();
    }

    URI uri(String path) {
        return URI.create(scheme + "://localhost:" + port() + path);
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    @Override
    public void close() {
        server.stop();
    }

    static HttpAnswer text(int status, String text) {
        return new HttpAnswer(
                status,
                List.of(new HttpRequest.Header("content-type", "text/plain")),
                text.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer echo(HttpRequest request) {
        return new HttpAnswer(200, List.of(), request.body());
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
