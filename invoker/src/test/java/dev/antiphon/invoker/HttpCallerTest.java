package dev.antiphon.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.testkit.VirtualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
    private static final int LIMIT = 1 << 20;

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

    private CallOutcome call(OutsideCall.Http call) throws InterruptedException {
        return caller.call(call, LIMIT);
    }

    private CallOutcome.Failed failed(OutsideCall.Http call) throws InterruptedException {
        return (CallOutcome.Failed) call(call);
    }

    private static OutsideCall.Http asking(String method, String url) {
        return new OutsideCall.Http(
                method,
                url,
                List.of(),
                "{\"order\":1}".getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(30),
                List.of(),
                null,
                null,
                true);
    }

    @Test
    void an_endpoint_gets_method_headers_and_body_and_a_success_is_one()
            throws InterruptedException {
        endpoint.at("/orders", request -> Endpoint.Answer.status(202));

        CallOutcome outcome =
                call(
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

        CallOutcome outcome = call(asking("POST", endpoint.url("/")));

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

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void what_can_be_repeated_goes_out_again_when_it_meets_a_closing_connection(String method)
            throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> connections = threads.submit(() -> answerOnceEach(socket, 2));
            OutsideCall.Http call =
                    asking(method, "http://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThat(call(call)).isInstanceOf(CallOutcome.Succeeded.class);
            assertThat(call(call)).isInstanceOf(CallOutcome.Succeeded.class);

            assertThat(connections.get()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void what_cannot_be_repeated_goes_out_once(String method) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> second = threads.submit(() -> hangUpUponTheSecond(socket));
            OutsideCall.Http call =
                    asking(method, "http://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThat(call(call)).isInstanceOf(CallOutcome.Succeeded.class);
            CallOutcome.Failed failed = failed(call);

            assertThat(failed.code()).isEqualTo("CONNECTION_FAILURE");
            assertThat(failed.retryable()).as("whoever has a policy decides").isTrue();
            assertThat(second.get()).startsWith(method).endsWith("{\"order\":1}");
            socket.setSoTimeout(300);
            assertThatThrownBy(socket::accept)
                    .as("nothing comes any more")
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Answers the first request of a connection, takes the second and hangs up. */
    private static String hangUpUponTheSecond(ServerSocket socket) throws IOException {
        try (Socket connection = socket.accept()) {
            request(connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return request(connection);
        }
    }

    private static String request(Socket connection) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int read = 0;
        String text = "";
        while (!text.endsWith("{\"order\":1}")) {
            read += connection.getInputStream().read(buffer, read, buffer.length - read);
            text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    @Test
    void an_answer_as_large_as_it_may_be_comes_whole() throws InterruptedException {
        String large = "a".repeat(LIMIT);
        endpoint.at("/", request -> new Endpoint.Answer(200, Map.of(), large));

        assertThat(call(asking("GET", endpoint.url("/"))))
                .isInstanceOfSatisfying(
                        CallOutcome.Succeeded.class,
                        succeeded ->
                                assertThat(succeeded.answer())
                                        .isInstanceOfSatisfying(
                                                Answer.Response.class,
                                                response ->
                                                        assertThat(response.body())
                                                                .asString()
                                                                .isEqualTo(large)));
    }

    @Test
    void one_that_is_larger_is_none_and_is_not_asked_for_again() throws InterruptedException {
        endpoint.at("/", request -> new Endpoint.Answer(200, Map.of(), "a".repeat(LIMIT + 1)));

        assertThat(failed(asking("GET", endpoint.url("/"))).code()).isEqualTo("ANSWER_TOO_LARGE");
        assertThat(endpoint.requests()).hasSize(1);
    }

    /** Answers the first request on each connection and closes it upon the second. */
    private static int answerOnceEach(ServerSocket socket, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            try (Socket connection = socket.accept()) {
                request(connection);
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
