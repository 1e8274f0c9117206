package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The systems of others, called as the middleware calls them. */
class NeighboursTest {

    private long now;
    private final Ledger ledger = new Ledger(() -> now);
    private final Neighbours neighbours = new Neighbours(ledger);
    private final HttpClient client = HttpClient.newHttpClient();

    NeighboursTest() {
        neighbours.open("/stores/", new PointOfSale(ledger, () -> now));
        neighbours.open("/partners/", new PartnerDesk(ledger));
        neighbours.openToAll("/invoices/", new Accounting(ledger));
    }

    @AfterEach
    void closeThem() {
        client.close();
        neighbours.close();
    }

    @Test
    void a_store_is_offline_by_turns_and_has_most_orders_at_the_second_call() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            now = i * 2_000_000_000L;
            answers.add(put("/stores/berlin/orders/" + placed("o-1"), Neighbours.KEY));
        }
        assertThat(answers)
                .containsOnlyOnce(503)
                .filteredOn(answer -> answer != 503)
                .containsOnly(200);
        assertThat(ledger.totals().in(Stage.COOKING)).isEqualTo(1);
    }

    @Test
    void a_few_orders_come_when_their_store_has_sold_out() throws Exception {
        now = 2_000_000_000L * (Mood.pick("berlin", 12) + 1);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String path = "/stores/berlin/orders/" + placed("o-" + i);
            put(path, Neighbours.KEY);
            answers.add(put(path, Neighbours.KEY));
        }
        assertThat(answers).containsOnly(200, 422);
        assertThat(answers.stream().filter(answer -> answer == 422).count()).isBetween(1L, 20L);
    }

    @Test
    void nobody_calls_without_the_key() throws Exception {
        assertThat(put("/stores/berlin/orders/" + placed("o-1"), "guess")).isEqualTo(401);
        assertThat(ledger.strangers()).hasSize(1);
    }

    @Test
    void a_partner_hears_of_a_refusal_at_the_second_call_at_last() throws Exception {
        for (int i = 0; i < 20; i++) {
            String path = "/partners/velo/orders/" + placed("o-" + i) + "/refusal";
            int first = put(path, Neighbours.KEY);
            assertThat(first == 503 ? put(path, Neighbours.KEY) : first).isEqualTo(200);
        }
        assertThat(ledger.totals().at(Stop.PARTNER)).isEqualTo(20);
    }

    @Test
    void an_invoice_has_the_number_of_an_order() throws Exception {
        String order = placed("o-1");
        assertThat(send("/invoices/" + order, "", "{\"number\":\"" + order + "\"}")).isEqualTo(200);
        assertThat(send("/invoices/" + order, "", "{\"number\":\"other\"}")).isEqualTo(404);
        assertThat(send("/invoices/" + order, "", "nonsense")).isEqualTo(400);
        assertThat(ledger.totals().at(Stop.INVOICING)).isEqualTo(1);
    }

    private String placed(String id) {
        Order order = Orders.order(id);
        ledger.placed(order);
        return order.key();
    }

    private int put(String path, String key) throws IOException, InterruptedException {
        return send(path, key, "{\"reasons\":[\"sold out\"]}");
    }

    private int send(String path, String key, String body)
            throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(neighbours.address() + path))
                                .header(Neighbours.KEY_HEADER, key)
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
