package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests go to the addresses of users, and what may come back from there. */
class IngressHandlerTest {
    /** The owner of a domain name, under which others call this server too. */
    private static final String OWNER = "222222222222";

    private static final String OTHER = "111111111111";

    private static final String SIGNED =
            "authorization: AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/%s/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private static final HttpAnswer OF_SERVICE = new HttpAnswer(200, List.of(), new byte[0]);

    private final List<IngressRequest> taken = new ArrayList<>();
    private IngressAnswer given = new IngressAnswer(200, List.of(), new byte[0]);

    private final IngressHandler handler =
            new IngressHandler(
                    List.of(new Chosen()),
                    new None(),
                    Authenticator.ANYONE,
                    () -> Instant.EPOCH,
                    (request, exchange) -> exchange.answer(OF_SERVICE));

    /** Answers at a domain name that its owner chose, and at addresses that were given out. */
    private final class Chosen implements Ingress {
        @Override
        public boolean takes(Catalogs catalogs, String host) {
            return host.equals("aws.example.com")
                    || IngressRequest.label(host, "lambda-url") != null
                    || IngressRequest.label(host, "execute-api") != null;
        }

        @Override
        public CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request) {
            taken.add(request);
            return CompletableFuture.completedFuture(given);
        }
    }

    private static final class None implements Catalogs {
        @Override
        public <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table) {
            throw new AssertionError("nobody asks for " + table);
        }
    }

    private static final class Answered implements HttpExchange {
        private @Nullable HttpAnswer answer;

        @Override
        public Executor lane() {
            return Runnable::run;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void answer(HttpAnswer given, Runnable taken) {
            answer = given;
            taken.run();
        }
    }

    private HttpAnswer send(String host, String target, String... headers) {
        List<Header> all = new ArrayList<>();
        all.add(new Header("host", host));
        for (String header : headers) {
            int colon = header.indexOf(':');
            all.add(new Header(header.substring(0, colon), header.substring(colon + 1).strip()));
        }
        int query = target.indexOf('?');
        HttpRequest request =
                new HttpRequest(
                        "POST",
                        query < 0 ? target : target.substring(0, query),
                        query < 0 ? "" : target.substring(query + 1),
                        all,
                        new byte[0],
                        "http",
                        "192.0.2.7:1234");
        Answered exchange = new Answered();
        handler.handle(request, exchange);
        return Objects.requireNonNull(exchange.answer);
    }

    @ParameterizedTest
    @CsvSource({"sqs", "states", "lambda", "apigateway", "sts"})
    void what_others_have_signed_for_a_service_never_goes_to_who_has_the_name(String service) {
        assertThat(send("aws.example.com:4566", "/", SIGNED.formatted(OTHER, service)))
                .isSameAs(OF_SERVICE);
        String presigned = "?X-Amz-Credential=" + OTHER + "%2F20260101%2Feu-west-1%2F";
        assertThat(send("aws.example.com", "/" + presigned + service + "%2Faws4_request"))
                .isSameAs(OF_SERVICE);
        assertThat(taken).isEmpty();
    }

    @Test
    void what_names_an_operation_never_goes_to_who_has_the_name() {
        assertThat(send("aws.example.com", "/", "x-amz-target: AmazonSQS.SendMessage"))
                .isSameAs(OF_SERVICE);
        assertThat(taken).isEmpty();
    }

    @Test
    void what_visitors_send_goes_to_who_has_the_name() {
        assertThat(send("aws.example.com", "/orders")).isNotSameAs(OF_SERVICE);
        assertThat(send("aws.example.com", "/", SIGNED.formatted(OWNER, "execute-api")))
                .isNotSameAs(OF_SERVICE);
        assertThat(send("AWS.example.com", "/", "authorization: Bearer abc"))
                .isNotSameAs(OF_SERVICE);
        assertThat(taken).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "a.execute-api.us-east-1.localhost, /x,                    a.execute-api.us-east-1.localhost, /x",
        "localhost,                         /_aws/execute-api/a/x, a.execute-api.localhost,           /x",
        "127.0.0.1,                         /_aws/lambda-url/b,    b.lambda-url.127.0.0.1,            /",
        "localhost,                         /_aws/lambda-url/b/c/, b.lambda-url.localhost,            /c/"
    })
    void an_address_that_was_given_out_gets_whatever_is_sent_there(
            String host, String path, String address, String rest) {
        send(host + ":4566", path, "x-amz-target: AmazonSQS.SendMessage");
        assertThat(taken.getLast().host()).isEqualTo(address);
        assertThat(taken.getLast().path()).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lambda      | 111111111111
                    sqs         | Forbidden
                    execute-api | Forbidden
                    """)
    void a_signature_for_another_service_is_none(String service, String caller) {
        send("b.lambda-url.us-east-1.localhost", "/", SIGNED.formatted(OTHER, service));
        String account;
        try {
            Caller signer = taken.getLast().identity().verify("lambda");
            account = signer.account();
        } catch (AwsException refused) {
            account = refused.getMessage();
        }
        assertThat(account).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource({"x-a, 'b\r\nc: d'", "x a, b", "é, b", "'', b", "x, 'b\0'"})
    void an_answer_with_headers_that_http_does_not_allow_is_an_error(String name, String value) {
        String sent = value.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        given =
                new IngressAnswer(
                        200, List.of(new OutsideCall.Header(name, sent)), new byte[] {'a'});
        fails();
    }

    @Test
    void an_answer_that_is_none_yet_is_an_error() {
        given = new IngressAnswer(101, List.of(), new byte[0]);
        fails();
    }

    private void fails() {
        HttpAnswer answer = send("aws.example.com", "/");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void only_the_server_says_where_an_answer_ends() {
        given =
                new IngressAnswer(
                        200,
                        List.of(
                                new OutsideCall.Header("Content-Length", "0"),
                                new OutsideCall.Header("transfer-encoding", "chunked"),
                                new OutsideCall.Header("x-a", "b")),
                        new byte[] {'a'});
        assertThat(send("aws.example.com", "/").headers())
                .extracting(Header::name)
                .contains("x-a")
                .doesNotContain("Content-Length", "transfer-encoding");
    }
}
