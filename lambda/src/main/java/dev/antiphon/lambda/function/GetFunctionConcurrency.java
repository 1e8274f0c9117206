package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;

/** Shows what a function reserves of the account's concurrency. */
final class GetFunctionConcurrency
        implements Query<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse> {
    @Override
    public String entity(GetFunctionConcurrencyRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetFunctionConcurrencyResponse answer(
            Catalogs catalogs, GetFunctionConcurrencyRequest request, Caller caller) {
        Function function = Functions.require(catalogs, name(request, caller));
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(function.reserved())
                .build();
    }

    private static FunctionName name(GetFunctionConcurrencyRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
