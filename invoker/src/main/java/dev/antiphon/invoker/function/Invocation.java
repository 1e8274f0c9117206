package dev.antiphon.invoker.function;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.StreamedAnswer.Part.End;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An invocation on its way: waiting for a process or running in one. */
final class Invocation {
    /** What {@code X-Amz-Log-Result} holds of the log. */
    private static final int LOG_TAIL = 4096;

    /** What a response is that is not streamed. */
    private static final String JSON = "application/json";

    private final OutsideCall.Function call;
    private final FunctionArn function;
    private final long arrived;
    private final Answering answering;

    /** What its log tells before its own beginning. */
    private final ByteArrayOutputStream started = new ByteArrayOutputStream(0);

    private boolean again;

    /** How the caller gets the answer. */
    private sealed interface Answering {
        /** When it is complete. */
        record Whole(CompletableFuture<CallOutcome> outcome) implements Answering {}

        /** As it is made. */
        record Streamed(StreamedResponse response) implements Answering {}
    }

    private Invocation(OutsideCall.Function call, long arrived, Answering answering) {
        this.call = call;
        this.function = FunctionArn.of(call.function().arn());
        this.arrived = arrived;
        this.answering = answering;
    }

    /**
     * One whose caller takes the answer when it is complete.
     *
     * @param arrived as {@link System#nanoTime} has it
     */
    static Invocation whole(
            OutsideCall.Function call, long arrived, CompletableFuture<CallOutcome> outcome) {
        return new Invocation(call, arrived, new Answering.Whole(outcome));
    }

    /** One whose caller takes the answer as it is made. */
    static Invocation streamed(OutsideCall.Function call, long arrived, StreamedResponse response) {
        return new Invocation(call, arrived, new Answering.Streamed(response));
    }

    OutsideCall.Function call() {
        return call;
    }

    FunctionArn function() {
        return function;
    }

    long arrived() {
        return arrived;
    }

    /** Where the answer goes while it is made, or null where the caller wants to have it whole. */
    @Nullable StreamedResponse stream() {
        return switch (answering) {
            case Answering.Whole whole -> null;
            case Answering.Streamed(StreamedResponse response) -> response;
        };
    }

    /**
     * The process that it has waited for has not come to life in time, and is started once more, in
     * this invocation's own.
     *
     * @param log of that process
     */
    void again(byte[] log) {
        again = true;
        started.writeBytes(log);
    }

    boolean isAgain() {
        return again;
    }

    byte[] started() {
        return started.toByteArray();
    }

    /**
     * The function has returned something.
     *
     * @param body of a response that was streamed: nothing
     */
    void returned(byte[] body, byte[] log) {
        switch (answering) {
            case Answering.Whole(CompletableFuture<CallOutcome> outcome) ->
                    outcome.complete(
                            new CallOutcome.Succeeded(
                                    new Answer.Response(200, headers(null, log), body)));
            case Answering.Streamed(StreamedResponse response) -> {
                response.begin(JSON);
                response.add(body);
                response.end(new End(null, null, tail(log)));
            }
        }
    }

    /** The function has failed, or its process has. */
    void failed(byte[] error, byte[] log) {
        switch (answering) {
            case Answering.Whole(CompletableFuture<CallOutcome> outcome) ->
                    outcome.complete(
                            call.answered()
                                    ? new CallOutcome.Succeeded(
                                            new Answer.Response(
                                                    200, headers("Unhandled", log), error))
                                    : new CallOutcome.Failed(
                                            "Unhandled",
                                            new String(error, StandardCharsets.UTF_8),
                                            true,
                                            null));
            case Answering.Streamed(StreamedResponse response) -> {
                response.begin(JSON);
                response.end(
                        new End(
                                Failure.kindOf(error),
                                new String(error, StandardCharsets.UTF_8),
                                tail(log)));
            }
        }
    }

    /** It could not be begun, or is given up. */
    void refused(Refusal refusal) {
        refused(refusal.outcome());
    }

    void refused(CallOutcome.Failed why) {
        switch (answering) {
            case Answering.Whole(CompletableFuture<CallOutcome> outcome) -> outcome.complete(why);
            case Answering.Streamed(StreamedResponse response) -> response.refuse(why);
        }
    }

    private List<OutsideCall.Header> headers(@Nullable String error, byte[] log) {
        List<OutsideCall.Header> headers = new ArrayList<>(2);
        if (error != null) {
            headers.add(new OutsideCall.Header(OutsideCall.Function.FUNCTION_ERROR, error));
        }
        String tail = tail(log);
        if (tail != null) {
            headers.add(new OutsideCall.Header(OutsideCall.Function.LOG_RESULT, tail));
        }
        return headers;
    }

    /** The end of the log in base64, where it is asked for. */
    private @Nullable String tail(byte[] log) {
        return call.logTail()
                ? Base64.getEncoder()
                        .encodeToString(
                                log.length <= LOG_TAIL
                                        ? log
                                        : Arrays.copyOfRange(
                                                log, log.length - LOG_TAIL, log.length))
                : null;
    }
}
