package dev.antiphon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.wire.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the edge makes of HTTP/1. */
@Timeout(60)
class HttpServerTest {
    @Test
    void a_request_arrives_whole() throws Exception {
        Queue<HttpRequest> seen = new ConcurrentLinkedQueue<>();
        try (Edge edge =
                        Edge.start((request, exchange) -> {
                            seen.add(request);
                            exchange.answer(Edge.text(201, "done"));
                        });
                RawClient client = edge.connect()) {
            client.head(
                            "POST /a%20b//c?x=%2F&y HTTP/1.1",
                            "Host: example:1",
                            "X-Twice: one",
                            "X-TWICE:  two ",
                            "Content-Length: 5")
                    .send("hello");
            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.headers())
                    .containsEntry("content-length", "4")
                    .containsEntry("content-type", "text/plain")
                    .containsKey("date");
            HttpRequest request = seen.remove();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/a%20b//c");
            assertThat(request.query()).isEqualTo("x=%2F&y");
            assertThat(request.header("host")).isEqualTo("example:1");
            assertThat(request.headers())
                    .contains(
                            new HttpRequest.Header("x-twice", "one"),
                            new HttpRequest.Header("x-twice", "two"));
            assertThat(request.body()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(request.sent()).isSameAs(request.body());
            assertThat(request.scheme()).isEqualTo("http");
            assertThat(request.remote()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void a_connection_serves_many_requests() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.post("/", "number " + i).read().body()).isEqualTo("number " + i);
            }
        }
    }

    @Test
    void pipelined_requests_are_answered_in_their_order() throws Exception {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        HttpHandler handler =
                (request, exchange) -> {
                    if (request.path().equals("/slow")) {
                        waiting.add(() -> exchange.answer(Edge.text(200, "slow")));
                        exchange.lane().execute(() -> waiting.remove().run());
                    } else {
                        exchange.answer(Edge.echo(request));
                    }
                };
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                String body = "number " + i;
                requests.append(i % 7 == 0 ? "POST /slow" : "POST /")
                        .append(" HTTP/1.1\r\nContent-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body);
            }
            client.send(requests.toString());
            for (int i = 0; i < 300; i++) {
                assertThat(client.read().body()).isEqualTo(i % 7 == 0 ? "slow" : "number " + i);
            }
        }
    }

    @Test
    void a_body_may_come_in_chunks_and_in_pieces() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            client.send("3\r\nabc\r\n").send("5\r\nde").send("fgh\r\n0\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("abcdefgh");

            String large = "0123456789".repeat(90_000);
            assertThat(client.post("/", large).read().body()).isEqualTo(large);
        }
    }

    @Test
    void a_client_that_expects_100_is_told_to_continue() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 2");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.send("ok").read().body()).isEqualTo("ok");
            assertThat(client.post("/", "next").read().body()).isEqualTo("next");
        }
    }

    @Test
    void http_1_0_is_answered_and_closed_unless_it_asks_to_be_kept() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient kept = edge.connect();
                RawClient closed = edge.connect()) {
            kept.head("POST / HTTP/1.0", "Connection: keep-alive", "Content-Length: 1").send("x");
            assertThat(kept.read().headers()).containsEntry("connection", "keep-alive");
            kept.head("POST / HTTP/1.0", "Content-Length: 1").send("y");
            assertThat(kept.read().body()).isEqualTo("y");
            kept.readToEnd();

            closed.head("GET / HTTP/1.0");
            assertThat(closed.read().status()).isEqualTo(200);
            closed.readToEnd();
        }
    }

    @Test
    void a_client_that_asks_to_close_is_closed_after_its_answer() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            client.head("POST / HTTP/1.1", "Host: a", "Connection: close", "Content-Length: 1")
                    .send("x");
            RawClient.Answer answer = client.read();
            assertThat(answer.body()).isEqualTo("x");
            assertThat(answer.headers()).containsEntry("connection", "close");
            client.readToEnd();
        }
    }

    @Test
    void an_absolute_target_is_taken_without_its_authority() throws Exception {
        HttpHandler handler =
                (request, exchange) ->
                        exchange.answer(Edge.text(200, request.path() + "|" + request.query()));
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            client.head("GET http://queue.example/1/q?a=b HTTP/1.1", "Host: queue.example");
            assertThat(client.read().body()).isEqualTo("/1/q|a=b");
            client.head("GET http://queue.example HTTP/1.1", "Host: queue.example");
            assertThat(client.read().body()).isEqualTo("/|");
        }
    }

    @Test
    void a_head_request_gets_no_body() throws Exception {
        try (Edge edge = Edge.start((_, exchange) -> exchange.answer(Edge.text(200, "text")));
                RawClient client = edge.connect()) {
            client.head("HEAD / HTTP/1.1", "Host: a").send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            while (!client.line().isEmpty()) {
                // To the end of the head.
            }
            assertThat(client.read().body()).isEqualTo("text");
        }
    }

    @Test
    void a_gzip_body_is_decoded_and_kept_as_sent() throws Exception {
        Queue<HttpRequest> seen = new ConcurrentLinkedQueue<>();
        HttpHandler handler =
                (request, exchange) -> {
                    seen.add(request);
                    exchange.answer(Edge.echo(request));
                };
        String text = "again and again ".repeat(5_000);
        byte[] compressed = gzip(text.getBytes(StandardCharsets.UTF_8));
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            sendGzip(client, compressed);
            assertThat(client.read().body()).isEqualTo(text);
            assertThat(seen.remove().sent()).isEqualTo(compressed);
        }
    }

    @Test
    void a_gzip_bomb_is_refused() throws Exception {
        byte[] bomb = gzip(new byte[100 << 20]);
        assertThat(bomb.length).isLessThan(Edge.LIMITS.bodyBytes());
        try (Edge edge = Edge.start(Edge.ECHO);
                RawClient client = edge.connect()) {
            sendGzip(client, bomb);
            assertThat(client.read().status()).isEqualTo(413);
            client.readToEnd();
        }
    }

    /** Takes verbatim what is for one host. */
    private static HttpHandler verbatim(Queue<HttpRequest> seen) {
        return new HttpHandler() {
            @Override
            public void handle(HttpRequest request, HttpExchange exchange) {
                seen.add(request);
                exchange.answer(Edge.echo(request));
            }

            @Override
            public boolean takesVerbatim(String host, String path) {
                return host.equals("own.localhost") && path.equals("/");
            }
        };
    }

    @Test
    void an_address_that_speaks_no_protocol_of_aws_gets_gzip_as_it_was_sent() throws Exception {
        byte[] compressed = gzip("a text".getBytes(StandardCharsets.UTF_8));
        Queue<HttpRequest> seen = new ConcurrentLinkedQueue<>();
        try (Edge edge = Edge.start(verbatim(seen));
                RawClient client = edge.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: Own.localhost:4566\r\nContent-Encoding: gzip\r\n"
                            + "Content-Length: "
                            + compressed.length
                            + "\r\n\r\n");
            client.send(compressed);
            client.read();
            assertThat(seen.remove().body()).isEqualTo(compressed);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    own.localhost   | {"message":"Request Entity Too Large"}
                    other.localhost | {"__type":"RequestEntityTooLargeException","message":\
                    "The request body is too large."}
                    """)
    void a_body_that_is_too_large_is_refused_in_the_words_of_the_address(String host, String answer)
            throws Exception {
        try (Edge edge = Edge.start(verbatim(new ConcurrentLinkedQueue<>()));
                RawClient client = edge.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: "
                            + host
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n");
            RawClient.Answer refusal = client.read();
            assertThat(refusal.status()).isEqualTo(413);
            assertThat(refusal.body()).isEqualTo(answer);
        }
    }

    @Test
    void a_gzip_body_of_just_the_limit_is_taken() throws Exception {
        byte[] body = new byte[Edge.LIMITS.bodyBytes()];
        HttpHandler handler =
                (request, exchange) ->
                        exchange.answer(Edge.text(200, Integer.toString(request.body().length)));
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            sendGzip(client, gzip(body));
            assertThat(client.read().body()).isEqualTo(Integer.toString(body.length));
        }
    }

    @Test
    void what_is_not_gzip_is_refused() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO)) {
            byte[] cut = gzip("some text".getBytes(StandardCharsets.UTF_8));
            for (byte[] bad :
                    List.of(
                            "text".getBytes(StandardCharsets.UTF_8),
                            new byte[0],
                            java.util.Arrays.copyOf(cut, cut.length - 5))) {
                try (RawClient client = edge.connect()) {
                    sendGzip(client, bad);
                    RawClient.Answer answer = client.read();
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.body()).contains("not valid gzip");
                }
            }
        }
    }

    @Test
    void a_handler_that_fails_is_answered_with_an_internal_failure() throws Exception {
        HttpHandler handler =
                (request, exchange) -> {
                    if (request.path().equals("/fail")) {
                        throw new IllegalStateException("secret detail");
                    }
                    exchange.answer(Edge.echo(request));
                };
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            client.head(
                            "POST /fail HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/x-amz-json-1.0",
                            "Content-Length: 2")
                    .send("{}");
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.headers()).containsKey("x-amzn-requestid");
            assertThat(answer.body())
                    .startsWith("{\"__type\":\"InternalFailure\",\"message\":")
                    .doesNotContain("secret");
            assertThat(client.post("/", "still here").read().body()).isEqualTo("still here");
        }
    }

    @Test
    void an_answer_that_http_does_not_allow_closes_the_connection() throws Exception {
        HttpHandler handler =
                (_, exchange) ->
                        exchange.answer(
                                new dev.antiphon.wire.HttpAnswer(
                                        200,
                                        List.of(new HttpRequest.Header("a", "b\r\nc: d")),
                                        new byte[0]));
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            client.head("GET / HTTP/1.1", "Host: a").readToEnd();
        }
    }

    @Test
    void lanes_are_as_many_as_event_loops_and_stay_the_same() throws Exception {
        Queue<Executor> lanes = new ConcurrentLinkedQueue<>();
        HttpHandler handler =
                (request, exchange) -> {
                    lanes.add(exchange.lane());
                    exchange.answer(Edge.echo(request));
                };
        try (Edge edge = Edge.start(handler)) {
            for (int i = 0; i < 10; i++) {
                try (RawClient client = edge.connect()) {
                    client.post("/", "x").read();
                    client.post("/", "x").read();
                }
            }
        }
        assertThat(lanes).hasSize(20);
        assertThat(lanes.stream().map(System::identityHashCode).distinct()).hasSize(2);
    }

    @Test
    void an_answer_is_given_once_and_on_its_lane() throws Exception {
        Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        HttpHandler handler =
                (request, exchange) -> {
                    Thread other =
                            Thread.ofVirtual()
                                    .start(() -> attempt(errors, exchange, "from elsewhere"));
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    exchange.answer(Edge.echo(request));
                    attempt(errors, exchange, "twice");
                };
        try (Edge edge = Edge.start(handler);
                RawClient client = edge.connect()) {
            assertThat(client.post("/", "once").read().body()).isEqualTo("once");
            Edge.await("both attempts fail", () -> errors.size() == 2);
        }
        assertThat(errors).allMatch(IllegalStateException.class::isInstance);
    }

    private static void attempt(Queue<Throwable> errors, HttpExchange exchange, String text) {
        try {
            exchange.answer(Edge.text(200, text));
        } catch (IllegalStateException e) {
            errors.add(e);
        }
    }

    @Test
    void a_port_that_is_taken_is_named_in_one_line() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO)) {
            HttpConfig taken =
                    new HttpConfig("127.0.0.1", edge.port(), 1, null, Edge.LIMITS, Edge.PATIENT);
            assertThatThrownBy(() -> HttpServer.start(taken, Edge.ECHO))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + edge.port())
                    .hasMessageContaining("in use")
                    .hasMessageNotContaining("\n");
        }
    }

    private static void sendGzip(RawClient client, byte[] body) throws IOException {
        client.head(
                        "POST / HTTP/1.1",
                        "Host: a",
                        "Content-Encoding: gzip",
                        "Content-Length: " + body.length)
                .send(body);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
