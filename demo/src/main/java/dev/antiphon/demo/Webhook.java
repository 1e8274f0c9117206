package dev.antiphon.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The endpoint of the one partner that wants to be told of its orders by HTTP, and a flaky one: it
 * fails at first for every eighth order, for some it fails always, and some it will not have.
 */
final class Webhook implements AutoCloseable {

    /** How it takes an order, which depends on the how-manieth it is. */
    private enum Mood {
        GOOD,
        BAD_AT_FIRST,
        BAD,
        STUBBORN;

        private static Mood of(int number) {
            if (number % 8 == 3) {
                return BAD_AT_FIRST;
            }
            return switch (number % 32) {
                case 6 -> BAD;
                case 22 -> STUBBORN;
                default -> GOOD;
            };
        }

        private int answer(boolean first) {
            return switch (this) {
                case GOOD -> HttpURLConnection.HTTP_OK;
                case BAD_AT_FIRST ->
                        first ? HttpURLConnection.HTTP_UNAVAILABLE : HttpURLConnection.HTTP_OK;
                case BAD -> HttpURLConnection.HTTP_UNAVAILABLE;
                case STUBBORN -> HttpURLConnection.HTTP_BAD_REQUEST;
            };
        }
    }

    private static final Duration LONGEST_CONFIRMATION = Duration.ofSeconds(30);

    private final HttpServer server;
    private final Ledger ledger;
    private final CountDownLatch confirmed = new CountDownLatch(1);
    private final Map<String, Mood> moods = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();

    Webhook(Ledger ledger) {
        this.ledger = ledger;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            /* backlog= */ 0);
        } catch (IOException e) {
            throw new DemoException("The partner's endpoint has no port: " + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/releases", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/releases");
    }

    /** Until then the topic sends it nothing. */
    void awaitConfirmed() throws InterruptedException {
        if (!confirmed.await(LONGEST_CONFIRMATION.toSeconds(), TimeUnit.SECONDS)) {
            throw new DemoException(
                    "The topic did not ask %s within %d s whether it wants the releases"
                            .formatted(address(), LONGEST_CONFIRMATION.toSeconds()));
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer(body), /* responseLength= */ -1);
        }
    }

    private int answer(String body) {
        try {
            Notification notification = Json.read(body, Notification.class);
            if (notification.isConfirmation()) {
                confirm(String.valueOf(notification.subscribeUrl()));
                return HttpURLConnection.HTTP_OK;
            }
            return answer(notification, notification.release());
        } catch (Json.Unreadable e) {
            ledger.stranger(body);
            return HttpURLConnection.HTTP_BAD_REQUEST;
        }
    }

    /** Whoever visits this address wants the messages of the topic. */
    private void confirm(String subscribeUrl) {
        try {
            HttpURLConnection visit =
                    (HttpURLConnection) URI.create(subscribeUrl).toURL().openConnection();
            if (visit.getResponseCode() == HttpURLConnection.HTTP_OK) {
                confirmed.countDown();
            }
            visit.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int answer(Notification notification, Release release) {
        Mood mood;
        int call;
        synchronized (this) {
            mood = moods.computeIfAbsent(release.order(), _ -> Mood.of(moods.size() + 1));
            call = calls.merge(notification.messageId(), 1, Integer::sum);
        }
        int status = mood.answer(call == 1);
        if (call > 1) {
            ledger.calledAgain();
        }
        if (status == HttpURLConnection.HTTP_OK) {
            ledger.told(release, notification.messageId());
        }
        return status;
    }

    @Override
    public void close() {
        server.stop(/* delay= */ 0);
    }
}
