package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/** Says whether loops that a function is part of are ended. */
final class PutFunctionRecursionConfig
        implements Command<PutFunctionRecursionConfigRequest, PutFunctionRecursionConfigResponse> {
    @Override
    public String entity(PutFunctionRecursionConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<PutFunctionRecursionConfigResponse> handle(
            Tx tx, PutFunctionRecursionConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Unqualified.check(name);
        Function function = Functions.require(tx, name);
        boolean allowed = request.recursiveLoop() == RecursiveLoop.ALLOW;
        tx.put(LambdaTables.FUNCTIONS, name.key(), function.allowingLoops(allowed));
        return Outcome.reply(
                PutFunctionRecursionConfigResponse.builder()
                        .recursiveLoop(request.recursiveLoop())
                        .build());
    }

    private static FunctionName name(PutFunctionRecursionConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
