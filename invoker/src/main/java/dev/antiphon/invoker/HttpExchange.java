package dev.antiphon.invoker;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
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
    sealed interface Result {
        record Answered(HttpResponse<byte[]> response) implements Result {}

        record Failed(CallOutcome.Failed outcome) implements Result {}

        /** The connection broke: the endpoint may have got the request, or not. */
        record Lost(CallOutcome.Failed outcome) implements Result {}
    }

    /** Those of which a second one does no more than the first (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT =
            Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    /** How far a request came. */
    private static final class Sending {
        /** The client has begun to send the body: the endpoint may have got all of it. */
        volatile boolean begun;

        volatile boolean answering;

        volatile @Nullable AnswerBody body;

        void end() {
            AnswerBody read = body;
            if (read != null) {
                read.end();
            }
        }
    }

    private final HttpClient client;
    private final AnswerRoom room;

    HttpExchange(HttpClient client, AnswerRoom room) {
        this.client = client;
        this.room = room;
    }

    /**
     * @param largest answer that is taken, in bytes; 0 where nobody wants to have it
     */
    Result perform(OutsideCall.Http call, long largest) throws InterruptedException {
        long until = System.nanoTime() + call.timeout().toNanos();
        Sending first = new Sending();
        Result result = answered(call, largest, first, until);
        // An endpoint may close a connection that was kept open just when a request goes out on
        // it. That says nothing about the endpoint. But what it may have acted upon goes out once.
        return result instanceof Result.Lost && again(call, first)
                ? answered(call, largest, new Sending(), until)
                : result;
    }

    private static boolean again(OutsideCall.Http call, Sending sent) {
        return !sent.answering
                && (IDEMPOTENT.contains(call.method()) || (call.body().length > 0 && !sent.begun));
    }

    private Result answered(OutsideCall.Http call, long largest, Sending sending, long until)
            throws InterruptedException {
        HttpRequest request;
        try {
            request = request(call, sending);
        } catch (IllegalArgumentException e) {
            // The exception's own words would show the URL or a header's value: a secret, perhaps.
            return new Result.Failed(
                    new CallOutcome.Failed(
                            "INVALID_PARAMETER",
                            "The URL or a header cannot be sent in an HTTP request.",
                            false,
                            null));
        }
        // The client's own timeout ends with the headers: this one holds for the body as well.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> body(info, largest, sending));
        try {
            return new Result.Answered(answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return failed("TIMEOUT", "The endpoint did not answer within " + call.timeout() + ".");
        } catch (ExecutionException e) {
            String said = said(e.getCause());
            return switch (e.getCause()) {
                case HttpTimeoutException late -> failed("CONNECTION_FAILURE", said);
                case ConnectException refused -> failed("CONNECTION_FAILURE", said);
                case SSLException untrusted -> failed("CONNECTION_FAILURE", said);
                case AnswerBody.TooLarge large -> failed("ANSWER_TOO_LARGE", said);
                case IOException broken -> new Result.Lost(refusal("CONNECTION_FAILURE", said));
                case null, default -> failed("UNKNOWN", said);
            };
        } finally {
            answer.cancel(true);
            sending.end();
        }
    }

    private BodySubscriber<byte[]> body(
            HttpResponse.ResponseInfo info, long largest, Sending sending) {
        sending.answering = true;
        if (largest == 0) {
            return BodySubscribers.replacing(new byte[0]);
        }
        AnswerBody body =
                new AnswerBody(
                        largest,
                        info.headers().firstValueAsLong("content-length").orElse(-1),
                        room);
        sending.body = body;
        return body;
    }

    private static HttpRequest request(OutsideCall.Http call, Sending sending) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(call.url()))
                        .method(
                                call.method(),
                                call.body().length == 0
                                        ? BodyPublishers.noBody()
                                        : told(BodyPublishers.ofByteArray(call.body()), sending));
        for (OutsideCall.Header header : call.headers()) {
            if (!OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                request.header(header.name(), header.value());
            }
        }
        return request.build();
    }

    /** The same body, which tells when it goes out. */
    private static BodyPublisher told(BodyPublisher body, Sending sending) {
        return BodyPublishers.fromPublisher(
                subscriber -> {
                    sending.begun = true;
                    body.subscribe(subscriber);
                },
                body.contentLength());
    }

    private static Result failed(String code, String message) {
        return new Result.Failed(refusal(code, message));
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
