package dev.antiphon.invoker.function;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
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

    private final OutsideCall.Function call;
    private final FunctionArn function;
    private final long arrived;
    private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();

    /** What its log tells before its own beginning. */
    private final ByteArrayOutputStream started = new ByteArrayOutputStream(0);

    private boolean again;

    /**
     * @param arrived as {@link System#nanoTime} has it
     */
    Invocation(OutsideCall.Function call, long arrived) {
        this.call = call;
        this.function = FunctionArn.of(call.function().arn());
        this.arrived = arrived;
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

    CompletableFuture<CallOutcome> outcome() {
        return outcome;
    }

    /** The function has returned something. */
    void returned(byte[] body, byte[] log) {
        outcome.complete(
                new CallOutcome.Succeeded(new Answer.Response(200, headers(null, log), body)));
    }

    /** The function has failed, or its process has. */
    void failed(byte[] error, byte[] log) {
        if (call.answered()) {
            outcome.complete(
                    new CallOutcome.Succeeded(
                            new Answer.Response(200, headers("Unhandled", log), error)));
        } else {
            outcome.complete(
                    new CallOutcome.Failed(
                            "Unhandled", new String(error, StandardCharsets.UTF_8), true, null));
        }
    }

    /** It could not be begun. */
    void refused(Refusal refusal) {
        outcome.complete(refusal.outcome());
    }

    private List<OutsideCall.Header> headers(@Nullable String error, byte[] log) {
        List<OutsideCall.Header> headers = new ArrayList<>(2);
        if (error != null) {
            headers.add(new OutsideCall.Header(OutsideCall.Function.FUNCTION_ERROR, error));
        }
        if (call.logTail()) {
            byte[] tail =
                    log.length <= LOG_TAIL
                            ? log
                            : Arrays.copyOfRange(log, log.length - LOG_TAIL, log.length);
            headers.add(
                    new OutsideCall.Header(
                            OutsideCall.Function.LOG_RESULT,
                            Base64.getEncoder().encodeToString(tail)));
        }
        return headers;
    }
}
