package dev.antiphon.invoker;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, or why there is none. */
final class HttpExchange {
    /** Those that the client sets itself. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    /** What came of it. */
    sealed interface Result<T> {
        record Answered<T>(HttpResponse<T> response) implements Result<T> {}

        record Failed<T>(CallOutcome.Failed outcome) implements Result<T> {}

        /** The connection broke: the endpoint may have got the request, or not. */
        record Lost<T>(CallOutcome.Failed outcome) implements Result<T> {}
    }

    private final HttpClient client;

    HttpExchange(HttpClient client) {
        this.client = client;
    }

    <T> Result<T> perform(OutsideCall.Http call, BodyHandler<T> body) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(call);
        } catch (IllegalArgumentException e) {
            // The exception's own words would show the URL or a header's value: a secret, perhaps.
            return new Result.Failed<>(
                    new CallOutcome.Failed(
                            "INVALID_PARAMETER",
                            "The URL or a header cannot be sent in an HTTP request.",
                            false,
                            null));
        }
        Result<T> result = answered(request, body, call.timeout());
        // An endpoint may close a connection that was kept open just when a request goes out on
        // it. That says nothing about the endpoint, and deliveries are made at least once anyway.
        return result instanceof Result.Lost<T> ? answered(request, body, call.timeout()) : result;
    }

    private <T> Result<T> answered(HttpRequest request, BodyHandler<T> body, Duration timeout)
            throws InterruptedException {
        // The client's own timeout ends with the headers: this one holds for the body as well.
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return new Result.Answered<>(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return failed("TIMEOUT", "The endpoint did not answer within " + timeout + ".");
        } catch (ExecutionException e) {
            String said = said(e.getCause());
            return switch (e.getCause()) {
                case HttpTimeoutException late -> failed("CONNECTION_FAILURE", said);
                case ConnectException refused -> failed("CONNECTION_FAILURE", said);
                case SSLException untrusted -> failed("CONNECTION_FAILURE", said);
                case IOException broken -> new Result.Lost<>(refusal("CONNECTION_FAILURE", said));
                case null, default -> failed("UNKNOWN", said);
            };
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest request(OutsideCall.Http call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(call.url()))
                        .method(
                                call.method(),
                                call.body().length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(call.body()));
        for (OutsideCall.Header header : call.headers()) {
            if (!OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                request.header(header.name(), header.value());
            }
        }
        return request.build();
    }

    private static <T> Result<T> failed(String code, String message) {
        return new Result.Failed<>(refusal(code, message));
    }

    private static CallOutcome.Failed refusal(String code, String message) {
        return new CallOutcome.Failed(code, message, true, null);
    }

    private static String said(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
