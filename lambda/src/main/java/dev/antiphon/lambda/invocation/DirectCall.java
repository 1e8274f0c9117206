package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.lambda.function.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that somebody waits for, checked and ready to be made.
 *
 * @param invocable which version it is
 */
record DirectCall(Invocable invocable, OutsideCall.Function call) {
    /**
     * Somebody who invokes a function.
     *
     * @param requestId of his request, which becomes the invocation's
     * @param traceHeader as he sent it, or null
     */
    record Asker(String requestId, @Nullable String traceHeader) {}

    /** What a caller may say beside the event. */
    record Options(@Nullable String clientContext, boolean logTail) {
        static final Options NONE = new Options(null, false);
    }

    /**
     * @throws dev.antiphon.api.AwsException if the function cannot be invoked, or is in a loop
     */
    static DirectCall of(
            Catalogs catalogs, FunctionName function, byte[] event, Asker asker, Options options) {
        Invocable invocable = Functions.invocable(catalogs, function, Chance.of(asker.requestId()));
        TraceHeader trace = TraceHeader.of(asker.traceHeader(), asker.requestId());
        if (trace.loops(function) && Functions.terminatesLoops(catalogs, function)) {
            throw InvocationErrors.loop(function);
        }
        return new DirectCall(
                invocable,
                new OutsideCall.Function(
                        invocable.spec(),
                        invocable.invokedArn(),
                        event,
                        asker.requestId(),
                        trace.through(function).toString(),
                        options.clientContext(),
                        options.logTail(),
                        true));
    }
}
