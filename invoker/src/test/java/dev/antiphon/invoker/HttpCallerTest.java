package dev.antiphon.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.testkit.VirtualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpCallerTest {
    private final VirtualClock clock = new VirtualClock();
    private final HttpCaller caller = new HttpCaller(clock);
    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void end() {
        caller.close();
        endpoint.close();
    }

    private static OutsideCall.Http post(String url, OutsideCall.Header... headers) {
        return new OutsideCall.Http(
                "POST",
                url,
                List.of(headers),
                "{\"order\":1}".getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(30),
                List.of(401, 407, 409, 429));
    }

    private static OutsideCall.Http impatient(String url) {
        return new OutsideCall.Http(
                "GET", url, List.of(), new byte[0], Duration.ofMillis(300), List.of());
    }

    private CallOutcome.Failed failed(OutsideCall.Http call) throws InterruptedException {
        return (CallOutcome.Failed) caller.call(call);
    }

    @Test
    void an_endpoint_gets_method_headers_and_body_and_a_success_is_one()
            throws InterruptedException {
        endpoint.at("/orders", request -> Endpoint.Answer.status(202));

        CallOutcome outcome =
                caller.call(
                        post(
                                endpoint.url("/orders?a=%20b"),
                                new OutsideCall.Header("X-Tenant", "blue"),
                                new OutsideCall.Header(
                                        "User-Agent", "Amazon/EventBridge/ApiDestinations"),
                                new OutsideCall.Header("Host", "elsewhere")));

        assertThat(outcome).isInstanceOf(CallOutcome.Succeeded.class);
        Endpoint.Request request = endpoint.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/orders?a=%20b");
        assertThat(request.body()).isEqualTo("{\"order\":1}");
        assertThat(request.header("X-tenant")).isEqualTo("blue");
        assertThat(request.header("User-agent")).isEqualTo("Amazon/EventBridge/ApiDestinations");
        assertThat(request.header("Host")).as("set by the client").startsWith("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 404, 503})
    void whoever_wants_the_answer_gets_it_whatever_its_status(int status)
            throws InterruptedException {
        endpoint.at("/", request -> Endpoint.Answer.status(status));
        OutsideCall.Http post = post(endpoint.url("/"));

        CallOutcome outcome =
                caller.call(
                        new OutsideCall.Http(
                                post.method(),
                                post.url(),
                                post.headers(),
                                post.body(),
                                post.timeout(),
                                post.retried(),
                                null,
                                null,
                                true));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CallOutcome.Succeeded.class,
                        succeeded ->
                                assertThat(succeeded.answer())
                                        .isInstanceOfSatisfying(
                                                Answer.Response.class,
                                                answer ->
                                                        assertThat(answer.status())
                                                                .isEqualTo(status)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | ERROR_FROM_TARGET | false
                    401 | ERROR_FROM_TARGET | true
                    403 | ERROR_FROM_TARGET | false
                    404 | ERROR_FROM_TARGET | false
                    407 | ERROR_FROM_TARGET | true
                    409 | ERROR_FROM_TARGET | true
                    429 | THROTTLING        | true
                    500 | ERROR_FROM_TARGET | true
                    503 | ERROR_FROM_TARGET | true
                    """)
    void a_status_says_whether_it_is_worth_another_attempt(
            int status, String code, boolean retryable) throws InterruptedException {
        endpoint.at("/", request -> Endpoint.Answer.status(status));

        CallOutcome.Failed failed = failed(post(endpoint.url("/")));

        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.retryable()).isEqualTo(retryable);
        assertThat(failed.message()).contains("status " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    120                           | true  | 120
                    0                             | true  | 0
                    -1                            | false | none
                    Thu, 01 Jan 2026 00:01:30 GMT | true  | 90
                    Wed, 31 Dec 2025 00:00:00 GMT | true  | 0
                    soon                          | true  | none
                    """)
    void an_endpoint_says_how_long_it_wants_to_be_left_alone(
            String value, boolean retryable, @Nullable Long seconds) throws InterruptedException {
        endpoint.at(
                "/", request -> new Endpoint.Answer(429, Map.of("Retry-After", value), "slowly"));

        CallOutcome.Failed failed = failed(post(endpoint.url("/")));

        assertThat(failed.retryable()).isEqualTo(retryable);
        assertThat(failed.after()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void a_redirect_is_not_followed_and_not_tried_again() throws InterruptedException {
        endpoint.at(
                "/old",
                request -> new Endpoint.Answer(302, Map.of("Location", endpoint.url("/new")), ""));
        endpoint.at("/new", request -> Endpoint.Answer.status(200));

        CallOutcome.Failed failed = failed(post(endpoint.url("/old")));

        assertThat(failed.retryable()).isFalse();
        assertThat(endpoint.requests()).extracting(Endpoint.Request::path).containsExactly("/old");
    }

    @Test
    void an_endpoint_that_hangs_is_given_up_in_time() throws InterruptedException {
        endpoint.hangAt("/");

        CallOutcome.Failed failed = failed(impatient(endpoint.url("/")));

        assertThat(failed.code()).isEqualTo("TIMEOUT");
        assertThat(failed.retryable()).isTrue();
    }

    @Test
    void an_answer_that_never_ends_is_given_up_in_time_too() throws InterruptedException {
        endpoint.trickleAt("/");

        assertThat(failed(impatient(endpoint.url("/"))).code()).isEqualTo("TIMEOUT");
    }

    @Test
    void a_refused_connection_is_tried_again() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        CallOutcome.Failed failed = failed(post("http://127.0.0.1:" + free + "/"));

        assertThat(failed.code()).isEqualTo("CONNECTION_FAILURE");
        assertThat(failed.retryable()).isTrue();
    }

    @Test
    void a_request_that_meets_a_closing_connection_goes_out_on_another_one() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> connections = threads.submit(() -> answerOnceEach(socket, 2));
            String url = "http://127.0.0.1:" + socket.getLocalPort() + "/";

            assertThat(caller.call(post(url))).isInstanceOf(CallOutcome.Succeeded.class);
            assertThat(caller.call(post(url))).isInstanceOf(CallOutcome.Succeeded.class);

            assertThat(connections.get()).isEqualTo(2);
        }
    }

    /** Answers the first request on each connection and closes it upon the second. */
    private static int answerOnceEach(ServerSocket socket, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            try (Socket connection = socket.accept()) {
                byte[] buffer = new byte[64 * 1024];
                int read = 0;
                while (!new String(buffer, 0, read, StandardCharsets.ISO_8859_1)
                        .endsWith("{\"order\":1}")) {
                    read += connection.getInputStream().read(buffer, read, buffer.length - read);
                }
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                if (i + 1 < connections) {
                    connection.getInputStream().read();
                }
            }
        }
        return connections;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://127.0.0.1:1/ | a b
                    http://127.0.0.1:1/ | a:b
                    http://127.0.0.1:1/ | ümlaut
                    ftp://127.0.0.1/    | fine
                    http:///nowhere     | fine
                    not a url           | fine
                    """)
    void what_is_no_request_is_refused_for_good(String url, String header)
            throws InterruptedException {
        CallOutcome.Failed failed = failed(post(url, new OutsideCall.Header(header, "v")));

        assertThat(failed.code()).isEqualTo("INVALID_PARAMETER");
        assertThat(failed.retryable()).isFalse();
    }

    @Test
    void a_header_value_with_a_line_break_is_refused() throws InterruptedException {
        CallOutcome.Failed failed =
                failed(post(endpoint.url("/"), new OutsideCall.Header("a", "b\r\nc: d")));

        assertThat(failed.code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void a_refusal_tells_no_secrets_since_dead_letters_show_it() throws InterruptedException {
        for (OutsideCall.Http call :
                new OutsideCall.Http[] {
                    post(endpoint.url("/"), new OutsideCall.Header("a", "secret\r\n")),
                    post(endpoint.url("/?key=secret key"), new OutsideCall.Header("a", "b"))
                }) {
            assertThat(failed(call).message()).doesNotContain("secret");
        }
    }

    @Test
    void a_call_tells_no_secrets_in_logs() {
        OutsideCall.Http call =
                post(
                        "http://h/p?key=secret",
                        new OutsideCall.Header("Authorization", "Basic secret"));

        assertThat(call.toString()).isEqualTo("POST http://h/p");
        assertThat(Arrays.toString(new Object[] {call})).doesNotContain("secret");
    }
}
