package dev.antiphon.invoker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on the loopback that answers as a test says. */
final class Endpoint implements AutoCloseable {
    /** What it got. */
    record Request(String method, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("none")).getFirst();
        }
    }

    /** What it says. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer status(int status) {
            return new Answer(status, Map.of(), "");
        }

        static Answer json(String body) {
            return new Answer(200, Map.of("Content-Type", "application/json"), body);
        }
    }

    static {
        // It closes idle connections above 200 otherwise, in the middle of tests with many.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    Endpoint() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    /** Answers requests whose path begins so. */
    Endpoint at(String path, Function<Request, Answer> answers) {
        server.createContext(
                path,
                exchange -> {
                    Answer answer = answers.apply(read(exchange));
                    answer.headers()
                            .forEach((name, value) ->
                                    exchange.getResponseHeaders().add(name, value));
                    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            answer.status(), body.length == 0 ? -1 : body.length);
                    if (body.length > 0) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        return this;
    }

    /** Takes requests and says nothing until the test is over. */
    Endpoint hangAt(String path) {
        server.createContext(
                path,
                exchange -> {
                    read(exchange);
                    await();
                    exchange.close();
                });
        return this;
    }

    /** Begins an answer and never ends it. */
    Endpoint trickleAt(String path) {
        server.createContext(
                path,
                exchange -> {
                    read(exchange);
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    await();
                    exchange.close();
                });
        return this;
    }

    private Request read(HttpExchange exchange) throws IOException {
        Request request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        return request;
    }

    private void await() {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
