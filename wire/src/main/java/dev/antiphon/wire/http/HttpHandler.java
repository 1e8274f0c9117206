package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpRequest;

/** What is behind the edge. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Takes a request. Called on the event loop that read it and must not block; the answer is
     * given through the exchange, now or later. What this throws is answered as AWS's {@code
     * InternalFailure}.
     */
    void handle(HttpRequest request, HttpExchange exchange);
}
