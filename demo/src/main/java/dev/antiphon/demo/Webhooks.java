package dev.antiphon.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The partners' side of the middleware's HTTP API. A request that gets no answer, or that of a
 * server in trouble, is made again until it is understood: what a partner has sent may therefore be
 * there twice.
 */
final class Webhooks implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private final Ledger ledger;
    private final Retry retry;
    private final String secret;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private volatile URI api = URI.create("http://127.0.0.1:0");

    /**
     * @param secret that the tokens of partners are signed with
     */
    Webhooks(Ledger ledger, Retry retry, String secret) {
        this.ledger = ledger;
        this.retry = retry;
        this.secret = secret;
    }

    /** Where the API's paths begin. */
    void callAt(URI address) {
        api = address;
    }

    void place(Order order) throws InterruptedException {
        HttpRequest request =
                request("/orders", token(order.partner(), secret))
                        .POST(body(PartnerFormat.of(order).write(order)))
                        .build();
        HttpResponse<String> answer = untilAnswered(request, () -> ledger.sending(order));
        if (answer.statusCode() == 200) {
            ledger.acknowledged(order);
        } else {
            ledger.rejected(order, answer.statusCode() + " " + answer.body());
        }
    }

    /** Somebody orders in another's name, with a token that is guessed. */
    void intrude(Order order) throws InterruptedException {
        Order forged =
                new Order(
                        "forged-" + order.id(),
                        order.store(),
                        order.partner(),
                        order.payment(),
                        order.items());
        HttpRequest request =
                request("/orders", token(order.partner(), "guess " + order.id()))
                        .POST(body(PartnerFormat.of(forged).write(forged)))
                        .build();
        HttpResponse<String> answer = untilAnswered(request, () -> {});
        if (answer.statusCode() == 403) {
            ledger.intruder();
        } else {
            ledger.stranger("a forged order was answered with " + answer.statusCode());
        }
    }

    /** Resumes the workflow that waits. Whoever is too late is told so, and that is an answer. */
    void callBack(CourierDesk.Request driver, CallBack with) throws InterruptedException {
        Map<String, String> says = Map.of("token", driver.token(), "status", with.word);
        HttpRequest request =
                request("/callbacks", token(driver.partner(), secret)).POST(body(says)).build();
        HttpResponse<String> answer =
                untilAnswered(request, () -> ledger.callingBack(driver.order(), with));
        switch (answer.statusCode()) {
            case 200 -> ledger.understood(driver.order(), with);
            case 409 -> {
                // The other of the two was faster, or this one, when its answer was lost.
            }
            default ->
                    ledger.stranger(
                            "calling back for %s was answered with %d %s"
                                    .formatted(driver.order(), answer.statusCode(), answer.body()));
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(TIMEOUT)
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(Object value) {
        return HttpRequest.BodyPublishers.ofString(Json.write(value));
    }

    /** The partner's name, and that it was given this token by the middleware. */
    static String token(String partner, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(partner.getBytes(StandardCharsets.UTF_8));
            return partner + "." + HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> untilAnswered(HttpRequest request, Runnable beforeEach)
            throws InterruptedException {
        return retry.until(() -> {
            beforeEach.run();
            try {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                boolean later = answer.statusCode() >= 500 || answer.statusCode() == 429;
                return later ? null : answer;
            } catch (IOException e) {
                return null; // without an answer it is the connection
            }
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
