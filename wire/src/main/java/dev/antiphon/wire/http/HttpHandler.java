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

    /**
     * Whether requests for an address go on as they were sent, without their gzip coding undone,
     * and are refused without AWS's protocols: an address that speaks none of these. Called on the
     * event loop and must not block.
     *
     * @param host in lower case, without the port
     * @param path as sent
     */
    default boolean takesVerbatim(String host, String path) {
        return false;
    }
}
