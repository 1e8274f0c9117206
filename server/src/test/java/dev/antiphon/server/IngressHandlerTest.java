package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.ingress.Ingress;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Table;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.http.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests come to the addresses of users, and what becomes of their answers. */
class IngressHandlerTest {
    private static final Catalogs NONE =
            new Catalogs() {
                @Override
                public <K extends Comparable<? super K>, V> Catalog<K, V> catalog(
                        Table<K, V> table) {
                    throw new IllegalStateException("nothing is published");
                }
            };

    private final List<HttpAnswer> answers = new ArrayList<>();

    /** A service that has taken the names {@code localhost} and {@code shop.example.com}. */
    private static Ingress service(
            Function<IngressRequest, CompletionStage<IngressAnswer>> answer) {
        return new Ingress() {
            @Override
            public boolean takes(Catalogs catalogs, String host) {
                return host.equals("localhost")
                        || host.equals("shop.example.com")
                        || IngressRequest.label(host, "execute-api") != null;
            }

            @Override
            public CompletionStage<IngressAnswer> answer(
                    Catalogs catalogs, IngressRequest request) {
                return answer.apply(request);
            }
        };
    }

    private static CompletionStage<IngressAnswer> said(String text) {
        return CompletableFuture.completedFuture(IngressAnswer.json(200, text));
    }

    private void ask(Ingress service, HttpRequest request) {
        new IngressHandler(
                        List.of(service),
                        NONE,
                        Authenticator.ANYONE,
                        () -> Instant.EPOCH,
                        (_, exchange) ->
                                exchange.answer(new HttpAnswer(200, List.of(), bytes("server"))))
                .handle(request, exchange());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpRequest request(String host, String target, String signedFor, byte[] body) {
        List<Header> headers = new ArrayList<>(List.of(new Header("host", host)));
        if (!signedFor.isEmpty()) {
            headers.add(
                    new Header(
                            "authorization",
                            "AWS4-HMAC-SHA256 Credential=my-key/20260101/us-east-1/"
                                    + signedFor
                                    + "/aws4_request, SignedHeaders=host, Signature=00"));
        }
        int question = target.indexOf('?');
        return new HttpRequest(
                "POST",
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body,
                "http",
                "127.0.0.1:1");
    }

    private HttpExchange exchange() {
        return new HttpExchange() {
            @Override
            public Executor lane() {
                return Runnable::run;
            }

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void answer(HttpAnswer answer, Runnable taken) {
                answers.add(answer);
                taken.run();
            }
        };
    }

    private String answered() {
        return new String(answers.getLast().body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shop.example.com                 | /orders                  |             | api /orders
                    SHOP.example.com:4566            | /orders                  |             | api /orders
                    shop.example.com                 | /orders                  | execute-api | api /orders
                    abc.execute-api.us-east-1.local  | /orders                  | sqs         | api /orders
                    localhost:4566                   | /_aws/execute-api/abc/v1 |             | api /v1
                    localhost:4566                   | /_aws/execute-api/abc    | sqs         | api /
                    localhost:4566                   | /                        | sqs         | server
                    localhost:4566                   | /                        | lambda      | server
                    localhost:4566                   | /q?X-Amz-Credential=k%2F20260101%2Fr%2Fsqs%2Faws4_request | | server
                    localhost:4566                   | /_antiphon/health        |             | server
                    localhost:4566                   | /_aws/sqs/messages       |             | server
                    other.example.com                | /                        |             | server
                    """)
    void whoever_has_taken_a_hosts_name_does_not_get_what_is_meant_for_the_server(
            String host, String target, String signedFor, String answer) {
        ask(
                service(asked -> said("api " + asked.path())),
                request(host, target, signedFor == null ? "" : signedFor, new byte[0]));

        assertThat(answered()).isEqualTo(answer);
    }

    @Test
    void a_header_that_is_none_of_http_makes_the_answer_an_error() {
        ask(
                service(any ->
                        CompletableFuture.completedFuture(
                                new IngressAnswer(
                                        200,
                                        List.of(new OutsideCall.Header("x-a", "b\r\nc: d")),
                                        bytes("secret")))),
                request("shop.example.com", "/", "", new byte[0]));

        assertThat(answers.getLast().status()).isEqualTo(500);
        assertThat(answered()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void one_that_fails_gives_its_room_back() {
        IngressHandler handler =
                new IngressHandler(
                        List.of(
                                service(any -> {
                                    throw new IllegalStateException("on purpose");
                                })),
                        NONE,
                        Authenticator.ANYONE,
                        () -> Instant.EPOCH,
                        (_, exchange) -> {});
        byte[] body = new byte[10 << 20];
        long enough = Runtime.getRuntime().maxMemory() / 8 / body.length + 2;
        for (long i = 0; i < enough; i++) {
            handler.handle(request("shop.example.com", "/", "", body), exchange());
        }

        assertThat(answers).hasSize((int) enough);
        assertThat(answers.getLast().status()).isEqualTo(500);
    }
}
