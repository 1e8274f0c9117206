package dev.antiphon.invoker;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes HTTP calls. One that is redirected has failed, as at AWS. */
final class HttpCaller implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** What large answers may take while they are read, all together. */
    private static final long ROOM = Math.max(64 << 20, Runtime.getRuntime().maxMemory() / 8);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private final HttpExchange exchange = new HttpExchange(client, new AnswerRoom(ROOM));
    private final InstantSource clock;
    private final Tokens tokens;

    HttpCaller(InstantSource clock) {
        this.clock = clock;
        this.tokens = new Tokens(exchange, clock);
    }

    /**
     * @param largest answer that can be taken, in bytes, if one is wanted
     */
    CallOutcome call(OutsideCall.Http call, long largest) throws InterruptedException {
        long taken = call.answered() ? largest : 0;
        return switch (call.authorization()) {
            case OutsideCall.Authorization.ClientCredentials credentials ->
                    callWithToken(call, taken, credentials);
            case null -> outcome(call, exchange.perform(call, taken));
        };
    }

    private CallOutcome callWithToken(
            OutsideCall.Http call,
            long taken,
            OutsideCall.Authorization.ClientCredentials credentials)
            throws InterruptedException {
        return switch (tokens.token(credentials)) {
            case Tokens.Fetched.Token token -> {
                List<OutsideCall.Header> headers = new ArrayList<>(call.headers());
                headers.removeIf(header -> header.name().equalsIgnoreCase("authorization"));
                headers.add(new OutsideCall.Header("Authorization", "Bearer " + token.value()));
                OutsideCall.Http authorized =
                        new OutsideCall.Http(
                                call.method(),
                                call.url(),
                                headers,
                                call.body(),
                                call.timeout(),
                                call.retried());
                HttpExchange.Result result = exchange.perform(authorized, taken);
                if (result instanceof HttpExchange.Result.Answered(var answer)
                        && (answer.statusCode() == 401 || answer.statusCode() == 407)) {
                    tokens.refused(credentials, token);
                }
                yield outcome(call, result);
            }
            case Tokens.Fetched.None(CallOutcome.Failed why) -> why;
        };
    }

    private CallOutcome outcome(OutsideCall.Http call, HttpExchange.Result result) {
        return switch (result) {
            case HttpExchange.Result.Failed(CallOutcome.Failed failed) -> failed;
            case HttpExchange.Result.Lost(CallOutcome.Failed failed) -> failed;
            case HttpExchange.Result.Answered(HttpResponse<byte[]> response) ->
                    outcome(call, response);
        };
    }

    private CallOutcome outcome(OutsideCall.Http call, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (call.answered()) {
            return new CallOutcome.Succeeded(answer(response));
        }
        if (status >= 200 && status < 300) {
            return new CallOutcome.Succeeded();
        }
        Duration after = retryAfter(response);
        // An endpoint that says less than nothing wants to hear no more of it
        // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html).
        boolean wanted = after == null || !after.isNegative();
        return new CallOutcome.Failed(
                status == 429 ? "THROTTLING" : "ERROR_FROM_TARGET",
                "The endpoint answered with status " + status + ".",
                wanted && (status >= 500 || call.retried().contains(status)),
                wanted ? after : null);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        List<OutsideCall.Header> headers = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) ->
                        values.forEach(value -> headers.add(new OutsideCall.Header(name, value))));
        return new Answer.Response(response.statusCode(), headers, response.body());
    }

    private @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        String value = response.headers().firstValue("retry-after").orElse("").strip();
        if (value.matches("-?[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant at = HttpDates.parse(value);
        if (at == null) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
