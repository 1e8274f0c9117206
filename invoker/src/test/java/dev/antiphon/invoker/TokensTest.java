package dev.antiphon.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TokensTest {
    private final VirtualClock clock = new VirtualClock();
    private final HttpCaller caller = new HttpCaller(clock);
    private final AtomicInteger tokens = new AtomicInteger();
    private final Endpoint endpoint =
            new Endpoint()
                    .at(
                            "/token",
                            request ->
                                    Endpoint.Answer.json(
                                            "{\"token_type\":\"Bearer\",\"extra\":{\"a\":[1]},"
                                                    + "\"access_token\":\"t"
                                                    + tokens.incrementAndGet()
                                                    + "\",\"expires_in\":600}"));

    @AfterEach
    void end() {
        caller.close();
        endpoint.close();
    }

    private OutsideCall.Http call(String tokenPath, long revision, Duration patience) {
        return new OutsideCall.Http(
                "POST",
                endpoint.url("/orders"),
                List.of(new OutsideCall.Header("authorization", "mine")),
                new byte[0],
                Duration.ofSeconds(30),
                List.of(401, 407),
                new OutsideCall.Authorization.ClientCredentials(
                        "connection",
                        revision,
                        new OutsideCall.Http(
                                "POST",
                                endpoint.url(tokenPath),
                                List.of(),
                                "client_id=me".getBytes(StandardCharsets.UTF_8),
                                patience,
                                List.of())));
    }

    private CallOutcome call(long revision) throws InterruptedException {
        return caller.call(call("/token", revision, Duration.ofSeconds(30)), 0);
    }

    /** What the endpoint was shown, one call after the other. */
    private List<String> shown() {
        return endpoint.requests().stream()
                .filter(request -> request.path().equals("/orders"))
                .map(request -> request.header("Authorization"))
                .toList();
    }

    @Test
    void a_token_is_fetched_once_and_used_until_shortly_before_it_expires()
            throws InterruptedException {
        endpoint.at("/orders", request -> Endpoint.Answer.status(200));

        call(1);
        call(1);
        clock.move(Duration.ofSeconds(539));
        call(1);
        clock.move(Duration.ofSeconds(2));
        call(1);

        assertThat(shown()).containsExactly("Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2");
    }

    @ParameterizedTest
    @CsvSource({"401", "407"})
    void a_token_that_is_refused_is_fetched_again_for_the_next_attempt(int status)
            throws InterruptedException {
        endpoint.at(
                "/orders",
                request ->
                        Endpoint.Answer.status(
                                request.header("Authorization").equals("Bearer t1")
                                        ? status
                                        : 200));

        CallOutcome first = call(1);
        CallOutcome second = call(1);

        assertThat(((CallOutcome.Failed) first).retryable()).isTrue();
        assertThat(second).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(shown()).containsExactly("Bearer t1", "Bearer t2");
    }

    @Test
    void a_token_does_not_outlive_the_credentials_that_it_was_fetched_with()
            throws InterruptedException {
        endpoint.at("/orders", request -> Endpoint.Answer.status(200));

        call(1);
        call(2);

        assertThat(shown()).containsExactly("Bearer t1", "Bearer t2");
    }

    @Test
    void many_calls_at_once_fetch_one_token() throws Exception {
        endpoint.at("/orders", request -> Endpoint.Answer.status(200));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CallOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> call(1)));
            }
            for (Future<CallOutcome> call : calls) {
                assertThat(call.get()).isInstanceOf(CallOutcome.Succeeded.class);
            }
        }

        assertThat(tokens).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | {}                    | status 400
                    500 | {}                    | status 500
                    200 | {}                    | no access_token
                    200 | []                    | no access_token
                    200 | {"access_token":null} | no access_token
                    200 | {"access_token":{}}   | no access_token
                    200 | <html>                | not JSON
                    200 | {"access_token"       | not JSON
                    """)
    void without_a_token_the_endpoint_is_not_called(int status, String body, String said)
            throws InterruptedException {
        endpoint.at("/orders", request -> Endpoint.Answer.status(200));
        endpoint.at("/bad", request -> new Endpoint.Answer(status, Map.of(), body));

        CallOutcome.Failed failed =
                (CallOutcome.Failed) caller.call(call("/bad", 1, Duration.ofSeconds(30)), 0);

        assertThat(failed.retryable()).isTrue();
        assertThat(failed.message())
                .startsWith("The authorization endpoint gave no token")
                .contains(said);
        assertThat(shown()).isEmpty();
    }

    @Test
    void an_authorization_endpoint_that_hangs_is_waited_for_by_all_together() throws Exception {
        endpoint.hangAt("/hang");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CallOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(
                        threads.submit(
                                () -> caller.call(call("/hang", 1, Duration.ofSeconds(1)), 0)));
            }
            for (Future<CallOutcome> call : calls) {
                assertThat(((CallOutcome.Failed) call.get()).code()).isEqualTo("TIMEOUT");
            }
        }
        assertThat(endpoint.requests()).hasSizeLessThan(16);
    }
}
