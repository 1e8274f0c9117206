package dev.antiphon.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * The systems of others that the middleware talks to by HTTP: the stores' points of sale, the
 * partners, the couriers and the accounting system. They are as reliable as such systems are.
 */
final class Neighbours implements AutoCloseable {

    /** The header by which the middleware shows that it may call, and what is in it. */
    static final String KEY_HEADER = "x-api-key";

    static final String KEY = "the-middleware";

    /** One of the systems. */
    interface Desk {
        /** Returns the status. */
        int answer(String method, String path, String body) throws Json.Unreadable;
    }

    private final HttpServer server;
    private final Ledger ledger;

    Neighbours(Ledger ledger) {
        this.ledger = ledger;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            /* backlog= */ 0);
        } catch (IOException e) {
            throw new DemoException("The neighbours have no port: " + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Where paths begin. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whoever calls there must have the key. */
    void open(String path, Desk desk) {
        server.createContext(
                path,
                exchange -> {
                    String key = exchange.getRequestHeaders().getFirst(KEY_HEADER);
                    take(exchange, KEY.equals(key) ? desk : (_, _, _) -> 401);
                });
    }

    /** Within the house: nobody needs a key. */
    void openToAll(String path, Desk desk) {
        server.createContext(path, exchange -> take(exchange, desk));
    }

    private void take(HttpExchange exchange, Desk desk) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            int status;
            try {
                status = desk.answer(exchange.getRequestMethod(), path, body);
            } catch (Json.Unreadable e) {
                status = 400;
            }
            if (status == 400 || status == 401 || status == 404) {
                ledger.stranger(exchange.getRequestMethod() + " " + path + " " + body);
            }
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(/* delay= */ 0);
    }
}
