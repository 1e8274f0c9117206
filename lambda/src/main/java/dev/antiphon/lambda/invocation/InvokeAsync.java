package dev.antiphon.lambda.invocation;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.InvokeAsyncRequest;
import software.amazon.awssdk.services.lambda.model.InvokeAsyncResponse;

/** What {@link Invoke} of type {@code Event} was before; AWS keeps it for old clients. */
final class InvokeAsync implements Command<InvokeAsyncRequest, InvokeAsyncResponse> {
    @Override
    public String entity(InvokeAsyncRequest request, Caller caller) {
        return function(request, caller).arn();
    }

    private static FunctionName function(InvokeAsyncRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }

    @Override
    public Outcome<InvokeAsyncResponse> handle(Tx tx, InvokeAsyncRequest request, Caller caller) {
        FunctionName function = function(request, caller);
        byte[] payload = request.invokeArgs().asByteArrayUnsafe();
        EventPayload.check(payload, EventPayload.LARGEST_QUEUED);
        Functions.invocable(tx::catalog, function, 0);
        QueuedEvent.add(tx, function, payload, caller.requestId(), caller.traceHeader(), null);
        return Outcome.reply(InvokeAsyncResponse.builder().status(202).build());
    }
}
