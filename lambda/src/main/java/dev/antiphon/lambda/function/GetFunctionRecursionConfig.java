package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/** Shows whether loops that a function is part of are ended. */
final class GetFunctionRecursionConfig
        implements Query<GetFunctionRecursionConfigRequest, GetFunctionRecursionConfigResponse> {
    @Override
    public String entity(GetFunctionRecursionConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetFunctionRecursionConfigResponse answer(
            Catalogs catalogs, GetFunctionRecursionConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Unqualified.check(name);
        Function function = Functions.require(catalogs, name);
        return GetFunctionRecursionConfigResponse.builder()
                .recursiveLoop(
                        function.allowsLoops() ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE)
                .build();
    }

    private static FunctionName name(GetFunctionRecursionConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
