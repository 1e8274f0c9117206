package dev.antiphon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.wire.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are slow, gone, greedy or do not speak HTTP. */
@Timeout(60)
class BrokenClientTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
    private final HttpHandler keepWaiting = (_, exchange) -> waiting.add(exchange);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST / HTTP/1.1 | Host a                      | 400
                    POST            | Host: a                     | 400
                    GET / HTTP/1.1  | Content-Length: minus one   | 400
                    GET / HTTP/1.1  | Content-Length: -1          | 400
                    POST / HTTP/1.1 | Transfer-Encoding: nonsense | 400
                    """)
    void a_malformed_head_is_refused(String line, String header, int status) throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            RawClient.Answer answer = client.head(line, header).read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains("<Code>BadRequest</Code>").doesNotContain("netty");
            client.readToEnd();
        }
    }

    @Test
    void what_is_not_http_is_refused_or_closed() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient noise = edge.connect();
                RawClient tls = edge.connect()) {
            noise.send("hello there\r\n\r\n");
            assertThat(noise.read().status()).isEqualTo(400);
            noise.readToEnd();
            tls.send(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, '\r', '\n', '\r', '\n'}).readToEnd();
            try (RawClient client = edge.connect()) {
                assertThat(client.post("/", "fine").read().body()).isEqualTo("fine");
            }
        }
    }

    @Test
    void a_chunk_that_is_none_is_refused() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            client.send("5\r\nabcde\r\nno number\r\n");
            assertThat(client.read().status()).isEqualTo(400);
            client.readToEnd();
        }
    }

    @Test
    void headers_and_targets_beyond_the_limits_are_refused() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient header = edge.connect();
                RawClient target = edge.connect()) {
            header.head("GET / HTTP/1.1", "Host: a", "X: " + "x".repeat(10_000));
            assertThat(header.read().status()).isEqualTo(431);
            header.readToEnd();
            target.head("GET /" + "x".repeat(10_000) + " HTTP/1.1", "Host: a");
            assertThat(target.read().status()).isEqualTo(414);
            target.readToEnd();
        }
    }

    @Test
    void headers_and_targets_just_within_the_limits_are_taken() throws Exception {
        try (Edge edge = Edge.start((_, exchange) -> exchange.answer(Edge.text(200, "ok")));
                RawClient client = edge.connect()) {
            client.head(
                    "GET /" + "x".repeat(8_000) + " HTTP/1.1",
                    "Host: a",
                    "X: " + "x".repeat(8_000));
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_it_comes() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect();
                RawClient larger = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Content-Length: 1048577");
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).containsEntry("connection", "close");
            client.readToEnd();
            larger.head("POST / HTTP/1.1", "Host: a", "Content-Length: 99999999999");
            assertThat(larger.read().status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_that_becomes_too_large_is_refused_while_the_client_still_sends() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 24; i++) {
                client.send(chunk);
            }
            client.send("0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(413);
            client.readToEnd();
        }
    }

    @Test
    void bodies_that_arrive_hold_no_more_memory_than_granted() throws Exception {
        HttpLimits tight =
                new HttpLimits(100, 8192, 8192, 1 << 20, 1 << 20, 2 << 20, 64 * 1024, 256 << 20);
        String half = "x".repeat(600_000);
        List<RawClient> clients = new ArrayList<>();
        try (Edge edge = Edge.start(tight, Edge.ECHO)) {
            for (int i = 0; i < 4; i++) {
                RawClient client = edge.connect();
                clients.add(client);
                client.head("POST / HTTP/1.1", "Host: a", "Content-Length: 1000000").send(half);
            }
            // Each of the two event loops grants 1 MiB, so one of its two clients is refused.
            Edge.await(
                    "two are refused",
                    () -> clients.stream().filter(RawClient::hasAnswer).count() == 2);
            for (RawClient client : clients) {
                if (client.hasAnswer()) {
                    assertThat(client.read().status()).isEqualTo(503);
                } else {
                    client.send("y".repeat(400_000));
                    assertThat(client.read().status()).isEqualTo(200);
                }
            }
            // What was set aside is free again.
            try (RawClient client = edge.connect();
                    RawClient other = edge.connect()) {
                assertThat(client.post("/", "x".repeat(1_000_000)).read().status()).isEqualTo(200);
                assertThat(other.post("/", "x".repeat(1_000_000)).read().status()).isEqualTo(200);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void a_client_that_sends_nothing_or_half_a_head_is_closed() throws Exception {
        HttpTimeouts timeouts = new HttpTimeouts(SHORT, LONG, LONG, LONG, Duration.ofSeconds(2));
        try (Edge edge = Edge.start(timeouts, Edge.ECHO);
                RawClient silent = edge.connect();
                RawClient slow = edge.connect()) {
            slow.send("POST / HTTP/1.1\r\nHost: a\r\n");
            silent.readToEnd();
            slow.readToEnd();
        }
    }

    @Test
    void a_client_that_drips_its_head_is_closed() throws Exception {
        HttpTimeouts timeouts = new HttpTimeouts(SHORT, LONG, LONG, LONG, Duration.ofSeconds(2));
        try (Edge edge = Edge.start(timeouts, Edge.ECHO);
                RawClient client = edge.connect()) {
            client.send("GET / HTTP/1.1\r\n");
            Edge.await(
                    "the connection is closed",
                    () -> {
                        try {
                            client.send("X: y\r\n");
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void a_body_that_does_not_come_in_time_is_refused() throws Exception {
        HttpTimeouts timeouts = new HttpTimeouts(LONG, SHORT, LONG, LONG, Duration.ofSeconds(2));
        try (Edge edge = Edge.start(timeouts, Edge.ECHO);
                RawClient client = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Content-Length: 10").send("half");
            assertThat(client.read().status()).isEqualTo(408);
            client.readToEnd();
        }
    }

    @Test
    void an_idle_connection_is_closed_but_not_one_that_waits_for_its_answer() throws Exception {
        HttpTimeouts timeouts = new HttpTimeouts(LONG, LONG, LONG, SHORT, Duration.ofSeconds(2));
        HttpHandler handler =
                (request, exchange) -> {
                    if (request.path().equals("/poll")) {
                        waiting.add(exchange);
                    } else {
                        exchange.answer(Edge.echo(request));
                    }
                };
        try (Edge edge = Edge.start(timeouts, handler);
                RawClient poll = edge.connect();
                RawClient idle = edge.connect();
                RawClient idleToo = edge.connect()) {
            poll.post("/poll", "");
            Edge.await("the poll waits", () -> !waiting.isEmpty());
            idle.post("/", "a").read();
            idle.readToEnd();
            idleToo.post("/", "a").read();
            idleToo.readToEnd();
            HttpExchange exchange = waiting.remove();
            assertThat(exchange.cancelled()).isFalse();
            exchange.lane().execute(() -> exchange.answer(Edge.text(200, "at last")));
            assertThat(poll.read().body()).isEqualTo("at last");
        }
    }

    @Test
    void an_exchange_is_cancelled_when_its_client_goes() throws Exception {
        try (Edge edge = Edge.start(keepWaiting)) {
            RawClient gone = edge.connect();
            RawClient half = edge.connect();
            gone.post("/", "");
            half.post("/", "");
            Edge.await("both wait", () -> waiting.size() == 2);
            assertThat(waiting).noneMatch(HttpExchange::cancelled);
            gone.close();
            // Who will send no more is taken for gone, as a closed socket looks the same.
            half.finishSending();
            half.readToEnd();
            Edge.await("both are cancelled", () -> waiting.stream().allMatch(e -> e.cancelled()));
            for (HttpExchange exchange : waiting) {
                exchange.lane().execute(() -> exchange.answer(Edge.text(200, "too late")));
            }
            half.close();
        }
    }

    @Test
    void a_client_that_goes_in_the_middle_of_its_body_leaves_nothing_behind() throws Exception {
        HttpLimits tight =
                new HttpLimits(100, 8192, 8192, 1 << 20, 1 << 20, 2 << 20, 64 * 1024, 256 << 20);
        try (Edge edge = Edge.start(tight, Edge.ECHO)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = edge.connect()) {
                    client.head("POST / HTTP/1.1", "Host: a", "Content-Length: 1000000")
                            .send("x".repeat(900_000));
                }
            }
            Edge.await(
                    "there is room for large bodies",
                    () -> {
                        try (RawClient client = edge.connect();
                                RawClient other = edge.connect()) {
                            String body = "x".repeat(1_000_000);
                            return client.post("/", body).read().status() == 200
                                    && other.post("/", body).read().status() == 200;
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
        }
    }

    @Test
    void a_client_that_does_not_read_is_asked_to_wait_and_then_closed() throws Exception {
        HttpTimeouts timeouts =
                new HttpTimeouts(LONG, LONG, Duration.ofSeconds(1), LONG, Duration.ofSeconds(2));
        AtomicInteger handled = new AtomicInteger();
        HttpHandler handler =
                (_, exchange) -> {
                    handled.incrementAndGet();
                    waiting.add(exchange);
                    exchange.answer(large(512 * 1024));
                };
        try (Edge edge = Edge.start(timeouts, handler);
                RawClient client = edge.connect()) {
            for (int i = 0; i < 1_000; i++) {
                client.head("GET / HTTP/1.1", "Host: a");
            }
            Edge.await(
                    "the connection is closed",
                    () -> !waiting.isEmpty() && waiting.stream().allMatch(HttpExchange::cancelled));
            // 500 MB would have been to send; the sockets' own buffers take a few.
            assertThat(handled.get()).isBetween(1, 50);
        }
    }

    @Test
    void a_slow_reader_gets_everything_in_the_end() throws Exception {
        try (Edge edge = Edge.start((_, exchange) -> exchange.answer(large(512 * 1024)));
                RawClient client = edge.connect()) {
            for (int i = 0; i < 100; i++) {
                client.head("GET / HTTP/1.1", "Host: a");
            }
            for (int i = 0; i < 100; i++) {
                assertThat(client.read().body()).hasSize(512 * 1024);
            }
        }
    }

    @Test
    void clients_that_do_not_read_are_closed_when_too_many_bytes_wait() throws Exception {
        int answer = 16 << 20;
        HttpLimits tight =
                new HttpLimits(100, 8192, 8192, 1 << 20, 1 << 20, 64 << 20, 64 * 1024, 50 << 20);
        HttpHandler handler =
                (_, exchange) -> {
                    waiting.add(exchange);
                    exchange.answer(large(answer));
                };
        List<RawClient> clients = new ArrayList<>();
        try (Edge edge = Edge.start(tight, handler)) {
            for (int i = 0; i < 12; i++) {
                RawClient client = edge.connect();
                clients.add(client);
                client.head("GET / HTTP/1.1", "Host: a");
            }
            Edge.await("all were answered", () -> waiting.size() == 12);
            // An event loop may hold 25 MiB, which is one or two answers with what the sockets
            // hold.
            Edge.await(
                    "most are closed",
                    () -> waiting.stream().filter(HttpExchange::cancelled).count() >= 8);
            try (RawClient reader = edge.connect()) {
                reader.head("GET / HTTP/1.1", "Host: a");
                assertThat(reader.read().body()).hasSize(answer);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void connections_beyond_the_limit_are_closed() throws Exception {
        HttpLimits two =
                new HttpLimits(2, 8192, 8192, 1 << 20, 1 << 20, 2 << 20, 64 * 1024, 256 << 20);
        try (Edge edge = Edge.start(two, Edge.ECHO);
                RawClient first = edge.connect();
                RawClient second = edge.connect()) {
            first.post("/", "a").read();
            second.post("/", "a").read();
            try (RawClient third = edge.connect()) {
                third.post("/", "a");
                assertThatThrownBy(third::read).isInstanceOf(IOException.class);
            }
            assertThat(first.post("/", "still served").read().body()).isEqualTo("still served");
            second.head("GET / HTTP/1.1", "Connection: close").readToEnd();
            Edge.await(
                    "there is room again",
                    () -> {
                        try (RawClient another = edge.connect()) {
                            return another.post("/", "b").read().status() == 200;
                        } catch (IOException e) {
                            return false;
                        }
                    });
        }
    }

    @Test
    void stopping_lets_running_exchanges_finish() throws Exception {
        Edge edge = Edge.start(keepWaiting);
        try (RawClient busy = edge.connect();
                RawClient idle = edge.connect()) {
            busy.post("/", "");
            Edge.await("it waits", () -> !waiting.isEmpty());
            idle.send("P");
            Thread stopping = Thread.ofVirtual().start(edge::close);
            Edge.await(
                    "no more connections are taken",
                    () -> {
                        try {
                            edge.connect().close();
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    });
            HttpExchange exchange = waiting.remove();
            assertThat(exchange.cancelled()).isFalse();
            exchange.lane().execute(() -> exchange.answer(Edge.text(200, "finished")));
            assertThat(busy.read().body()).isEqualTo("finished");
            busy.readToEnd();
            stopping.join();
        } finally {
            edge.close();
        }
    }

    @Test
    void stopping_does_not_wait_for_ever() throws Exception {
        Edge edge = Edge.start(keepWaiting);
        try (RawClient busy = edge.connect()) {
            busy.post("/", "");
            Edge.await("it waits", () -> !waiting.isEmpty());
            edge.close();
            assertThat(waiting.remove().cancelled()).isTrue();
        }
    }

    private static HttpAnswer large(int bytes) {
        return new HttpAnswer(200, List.of(), new byte[bytes]);
    }
}
