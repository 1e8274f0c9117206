package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;

/** Has a function share the account's concurrency with the others again. */
final class DeleteFunctionConcurrency
        implements Command<DeleteFunctionConcurrencyRequest, DeleteFunctionConcurrencyResponse> {
    @Override
    public String entity(DeleteFunctionConcurrencyRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<DeleteFunctionConcurrencyResponse> handle(
            Tx tx, DeleteFunctionConcurrencyRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Unqualified.check(name);
        Function function = Functions.require(tx, name);
        tx.put(LambdaTables.FUNCTIONS, name.key(), function.withReserved(null));
        return Outcome.reply(DeleteFunctionConcurrencyResponse.builder().build());
    }

    private static FunctionName name(DeleteFunctionConcurrencyRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
