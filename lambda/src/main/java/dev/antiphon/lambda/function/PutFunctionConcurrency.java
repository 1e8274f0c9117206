package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** Reserves a part of the account's concurrency for a function, and limits it to that. */
final class PutFunctionConcurrency
        implements Command<PutFunctionConcurrencyRequest, PutFunctionConcurrencyResponse> {
    @Override
    public String entity(PutFunctionConcurrencyRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<PutFunctionConcurrencyResponse> handle(
            Tx tx, PutFunctionConcurrencyRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Unqualified.check(name);
        Function function = tx.get(LambdaTables.FUNCTIONS, name.key());
        if (function == null) {
            throw LambdaErrors.functionNotFound(name.qualified().arn());
        }
        int reserved = request.reservedConcurrentExecutions();
        Concurrency.checkReserved(tx, function, reserved);
        tx.put(LambdaTables.FUNCTIONS, name.key(), function.withReserved(reserved));
        return Outcome.reply(
                PutFunctionConcurrencyResponse.builder()
                        .reservedConcurrentExecutions(reserved)
                        .build());
    }

    private static FunctionName name(PutFunctionConcurrencyRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
