package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The partner's endpoint, called as a topic calls it. */
class WebhookTest {

    private final Ledger ledger = new Ledger(() -> 0, "velo");

    @Test
    void it_visits_the_address_that_confirms_its_subscription() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        HttpServer topic =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        topic.createContext(
                "/",
                exchange -> {
                    visits.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        topic.start();
        try (Webhook webhook = new Webhook(ledger)) {
            String link = "http://127.0.0.1:" + topic.getAddress().getPort() + "/?Action=Confirm";
            String body =
                    Json.write(
                            Map.of(
                                    "Type",
                                    "SubscriptionConfirmation",
                                    "MessageId",
                                    "m",
                                    "Message",
                                    "Do you want it?",
                                    "SubscribeURL",
                                    link));
            assertThat(post(webhook, body)).isEqualTo(200);
            webhook.awaitConfirmed();
            assertThat(visits).hasValue(1);
        } finally {
            topic.stop(0);
        }
    }

    @Test
    void it_takes_most_at_once_some_at_the_second_call_and_a_few_never() throws Exception {
        List<List<Integer>> answers = new ArrayList<>();
        try (Webhook webhook = new Webhook(ledger)) {
            for (int i = 1; i <= 32; i++) {
                String notification = place("o-" + i);
                answers.add(List.of(post(webhook, notification), post(webhook, notification)));
            }
        }
        assertThat(answers).filteredOn(List.of(200, 200)::equals).hasSize(26);
        assertThat(answers).filteredOn(List.of(503, 200)::equals).hasSize(4);
        assertThat(answers).filteredOn(List.of(503, 503)::equals).hasSize(1);
        assertThat(answers).filteredOn(List.of(400, 400)::equals).hasSize(1);
        assertThat(ledger.totals().told()).isEqualTo(30);
        assertThat(ledger.totals().calledAgain()).isEqualTo(32);
    }

    @Test
    void what_is_no_notification_is_a_stranger() throws Exception {
        try (Webhook webhook = new Webhook(ledger)) {
            assertThat(post(webhook, "hello")).isEqualTo(400);
        }
        assertThat(ledger.strangers()).containsExactly("hello");
    }

    private String place(String id) {
        Order order = Orders.order(id);
        ledger.placed(order);
        return Json.write(
                Map.of(
                        "Type",
                        "Notification",
                        "MessageId",
                        "message of " + id,
                        "Message",
                        Json.write(Release.of(order))));
    }

    private static int post(Webhook webhook, String body) throws Exception {
        URI address = webhook.address();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
