package dev.antiphon.lambda.invocation;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The course of an {@link Invoke} of type {@code Event}: accepted when its row is durable. What the
 * caller tells of itself is for functions that it waits for, as AWS's documentation says.
 */
final class InvokeLater implements Command<InvokeRequest, InvokeResponse> {
    @Override
    public String entity(InvokeRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller).arn();
    }

    @Override
    public Outcome<InvokeResponse> handle(Tx tx, InvokeRequest request, Caller caller) {
        FunctionName function =
                FunctionName.parse(request.functionName(), request.qualifier(), caller);
        Functions.invocable(tx::catalog, function, 0);
        QueuedEvent.add(
                tx,
                function,
                EventPayload.orEmpty(request.payload()),
                caller.requestId(),
                caller.traceHeader());
        return Outcome.reply(InvokeResponse.builder().statusCode(202).build());
    }
}
