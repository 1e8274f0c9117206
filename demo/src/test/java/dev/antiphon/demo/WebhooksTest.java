package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Partners, in front of an API that answers what it is told to. */
class WebhooksTest {

    private static final CourierDesk.Request DRIVER =
            new CourierDesk.Request("velo-o-1", "velo", "berlin", "token");

    private final Ledger ledger = new Ledger(() -> 0);
    private final Webhooks webhooks = new Webhooks(ledger, new Retry(_ -> {}), "secret");
    private final HttpServer api =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();

    WebhooksTest() throws IOException {
        api.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    requests.add(
                            exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("authorization")
                                    + " "
                                    + body);
                    exchange.sendResponseHeaders(answers.remove(), -1);
                    exchange.close();
                });
        api.start();
        webhooks.callAt(URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/live"));
    }

    @AfterEach
    void closeAll() {
        webhooks.close();
        api.stop(0);
    }

    @Test
    void an_order_is_sent_until_it_is_acknowledged() throws Exception {
        answers.addAll(List.of(503, 429, 200));
        Order order = Orders.order("o-1");
        ledger.placed(order);
        webhooks.place(order);
        assertThat(requests).hasSize(3);
        assertThat(requests.getFirst())
                .startsWith("/live/orders Bearer velo.")
                .endsWith("\"price\":9.50}]}");
        assertThat(ledger.histories().getFirst().webhooks()).isEqualTo(3);
        assertThat(ledger.totals().received()).isEqualTo(1);
    }

    @Test
    void an_order_that_is_not_let_in_is_rejected() throws Exception {
        answers.add(403);
        Order order = Orders.order("o-1");
        ledger.placed(order);
        webhooks.place(order);
        assertThat(ledger.histories().getFirst().rejection()).startsWith("403");
    }

    @Test
    void a_forged_order_must_not_be_let_in() throws Exception {
        answers.addAll(List.of(403, 200));
        webhooks.intrude(Orders.order("o-1"));
        assertThat(ledger.totals().intruders()).isEqualTo(1);
        assertThat(ledger.strangers()).isEmpty();
        webhooks.intrude(Orders.order("o-1"));
        assertThat(ledger.strangers()).containsExactly("a forged order was answered with 200");
    }

    @Test
    void whoever_calls_back_too_late_is_content_and_an_error_is_a_stranger() throws Exception {
        ledger.placed(Orders.order("o-1"));
        answers.addAll(List.of(200, 409, 400));
        webhooks.callBack(DRIVER, CallBack.NEAR);
        webhooks.callBack(DRIVER, CallBack.CANCELLED);
        assertThat(ledger.strangers()).isEmpty();
        webhooks.callBack(DRIVER, CallBack.CANCELLED);
        assertThat(ledger.strangers()).hasSize(1);
        assertThat(requests.getFirst())
                .startsWith("/live/callbacks ")
                .contains("\"status\":\"near\"", "\"token\":\"token\"");
    }

    @Test
    void a_token_is_the_name_and_its_signature() {
        // As: printf velo | openssl dgst -sha256 -hmac secret
        assertThat(Webhooks.token("velo", "secret"))
                .isEqualTo("velo.3d60592aea1342a9bada59d6ebce09a52b5af47aa5f881fafb47daf55d1023b3");
    }
}
