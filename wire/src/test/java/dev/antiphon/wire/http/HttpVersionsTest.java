package dev.antiphon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 in clear text and over TLS, beside HTTP/1.1 on the same port. */
@Timeout(60)
class HttpVersionsTest {
    /** Answers with the version-dependent parts of the request and its body. */
    private static final HttpHandler DESCRIBE =
            (request, exchange) ->
                    exchange.answer(
                            new HttpAnswer(
                                    200,
                                    List.of(
                                            new Header("X-Host", "" + request.header("host")),
                                            new Header("X-Scheme", request.scheme()),
                                            new Header("X-Path", request.path()),
                                            new Header("X-Query", request.query())),
                                    request.body()));

    @Test
    void a_client_may_upgrade_to_http_2_with_its_first_request() throws Exception {
        try (Edge edge = Edge.start(DESCRIBE);
                HttpClient client = HttpClient.newHttpClient()) {
            String large = "large ".repeat(100_000);
            for (String body : List.of("first", "second", large, "")) {
                HttpResponse<String> response = client.send(post(edge, body), ofString());
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(response.body()).isEqualTo(body);
                assertThat(response.headers().firstValue("x-host"))
                        .hasValue("localhost:" + edge.port());
                assertThat(response.headers().firstValue("x-scheme")).hasValue("http");
                assertThat(response.headers().firstValue("x-path")).hasValue("/a%20b");
                assertThat(response.headers().firstValue("x-query")).hasValue("c=d");
                assertThat(response.headers().firstValue("date")).isPresent();
            }
        }
    }

    @Test
    void a_client_may_know_of_http_2_beforehand() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Edge edge = Edge.start(DESCRIBE)) {
            var client =
                    vertx.createHttpClient(
                            new HttpClientOptions()
                                    .setProtocolVersion(HttpVersion.HTTP_2)
                                    .setHttp2ClearTextUpgrade(false));
            Buffer body =
                    client.request(HttpMethod.POST, edge.port(), "localhost", "/")
                            .compose(request -> request.send(Buffer.buffer("known")))
                            .compose(response -> {
                                assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                                return response.body();
                            })
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS);
            assertThat(body.toString()).isEqualTo("known");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void streams_are_answered_in_any_order() throws Exception {
        Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
        HttpHandler handler =
                (request, exchange) -> {
                    if (request.path().equals("/first")) {
                        exchange.answer(Edge.echo(request));
                        return;
                    }
                    answers.add(() ->
                            exchange.lane().execute(() -> exchange.answer(Edge.echo(request))));
                };
        try (Edge edge = Edge.start(handler);
                HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(edge.uri("/first")).build(), ofString());
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                responses.add(client.sendAsync(post(edge, "number " + i), ofString()));
            }
            Edge.await("all wait at once", () -> answers.size() == 200);
            List.copyOf(answers).reversed().forEach(Runnable::run);
            for (int i = 0; i < 200; i++) {
                assertThat(responses.get(i).get(20, TimeUnit.SECONDS).body())
                        .isEqualTo("number " + i);
            }
        }
    }

    @Test
    void an_exchange_is_cancelled_when_its_stream_is_reset() throws Exception {
        Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
        HttpHandler handler =
                (request, exchange) -> {
                    if (request.path().equals("/quick")) {
                        exchange.answer(Edge.echo(request));
                    } else {
                        waiting.add(exchange);
                    }
                };
        try (Edge edge = Edge.start(handler);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest quick = HttpRequest.newBuilder(edge.uri("/quick")).build();
            client.send(quick, ofString());
            CompletableFuture<HttpResponse<String>> poll =
                    client.sendAsync(post(edge, "poll"), ofString());
            Edge.await("it waits", () -> !waiting.isEmpty());
            HttpExchange exchange = waiting.remove();
            assertThat(exchange.cancelled()).isFalse();
            poll.cancel(true);
            Edge.await("it is cancelled", exchange::cancelled);
            exchange.lane().execute(() -> exchange.answer(Edge.text(200, "too late")));
            assertThat(client.send(quick, ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answers_that_are_given_up_half_way_are_forgotten() throws Exception {
        HttpHandler handler =
                (request, exchange) ->
                        exchange.answer(
                                new HttpAnswer(
                                        200,
                                        List.of(),
                                        new byte[request.path().equals("/large") ? 4 << 20 : 10]));
        try (Edge edge = Edge.start(handler);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest small = HttpRequest.newBuilder(edge.uri("/")).build();
            HttpRequest large = HttpRequest.newBuilder(edge.uri("/large")).build();
            client.send(small, ofString());
            for (int i = 0; i < 20; i++) {
                try (InputStream body =
                        client.send(large, HttpResponse.BodyHandlers.ofInputStream()).body()) {
                    assertThat(body.read()).isZero();
                }
            }
            // Were they not, this one would wait for the client to take them.
            HttpResponse<String> response =
                    client.sendAsync(small, ofString()).get(20, TimeUnit.SECONDS);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).hasSize(10);
        }
    }

    @Test
    void a_body_that_is_too_large_ends_its_stream_and_no_other() throws Exception {
        try (Edge edge = Edge.start(Edge.ECHO);
                HttpClient client = HttpClient.newHttpClient()) {
            client.send(post(edge, "first"), ofString());
            HttpRequest large =
                    HttpRequest.newBuilder(edge.uri("/"))
                            .POST(
                                    HttpRequest.BodyPublishers.fromPublisher(
                                            HttpRequest.BodyPublishers.ofByteArray(
                                                    new byte[3 << 20])))
                            .build();
            assertThat(client.send(large, ofString()).statusCode()).isEqualTo(413);
            assertThat(client.send(post(edge, "next"), ofString()).body()).isEqualTo("next");
        }
    }

    @Test
    void a_stream_whose_body_does_not_come_is_refused() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        HttpTimeouts timeouts =
                new HttpTimeouts(
                        minute, Duration.ofMillis(300), minute, minute, Duration.ofSeconds(2));
        try (Edge edge = Edge.start(timeouts, Edge.ECHO);
                HttpClient client = HttpClient.newHttpClient()) {
            client.send(post(edge, "first"), ofString());
            HttpRequest never =
                    HttpRequest.newBuilder(edge.uri("/"))
                            .POST(HttpRequest.BodyPublishers.fromPublisher(subscriber -> {}))
                            .build();
            assertThat(client.send(never, ofString()).statusCode()).isEqualTo(408);
            assertThat(client.send(post(edge, "next"), ofString()).body()).isEqualTo("next");
        }
    }

    @Test
    void an_http_2_connection_without_requests_is_closed() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        HttpTimeouts timeouts =
                new HttpTimeouts(
                        Duration.ofMillis(300), minute, minute, minute, Duration.ofSeconds(2));
        try (Edge edge = Edge.start(timeouts, Edge.ECHO);
                RawClient client = edge.connect()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                    .send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0})
                    .readToEnd();
        }
    }

    @Test
    void tls_serves_both_versions(@TempDir Path directory) throws Exception {
        Certificate certificate = Certificate.make(directory);
        try (Edge edge = Edge.start(Edge.LIMITS, Edge.PATIENT, certificate.files(), DESCRIBE)) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                try (HttpClient client =
                        HttpClient.newBuilder()
                                .sslContext(certificate.client())
                                .version(version)
                                .build()) {
                    String large = "large ".repeat(100_000);
                    HttpResponse<String> response = client.send(post(edge, large), ofString());
                    assertThat(response.version()).isEqualTo(version);
                    assertThat(response.body()).isEqualTo(large);
                    assertThat(response.headers().firstValue("x-scheme")).hasValue("https");
                    assertThat(response.headers().firstValue("x-host"))
                            .hasValue("localhost:" + edge.port());
                }
            }
            try (RawClient plain = edge.connect()) {
                plain.post("/", "not TLS").readToEnd();
            }
        }
    }

    @Test
    void tls_files_that_cannot_be_used_are_named_in_one_line(@TempDir Path directory)
            throws Exception {
        Path bad = directory.resolve("bad.pem");
        Path missing = directory.resolve("missing.pem");
        Files.writeString(bad, "no certificate");
        assertThatThrownBy(() -> startWith(new HttpConfig.Tls(missing, bad)))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read the TLS file " + missing);
        assertThatThrownBy(() -> startWith(new HttpConfig.Tls(bad, bad)))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("\n");
    }

    private static void startWith(HttpConfig.Tls tls) throws IOException {
        Edge.start(Edge.LIMITS, Edge.PATIENT, tls, Edge.ECHO).close();
    }

    private static HttpRequest post(Edge edge, String body) {
        return HttpRequest.newBuilder(edge.uri("/a%20b?c=d"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static HttpResponse.BodyHandler<String> ofString() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
