package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigResponse;

/** Takes a function's code signing configuration from it, if it has one. */
final class DeleteFunctionCodeSigningConfig
        implements Command<
                DeleteFunctionCodeSigningConfigRequest, DeleteFunctionCodeSigningConfigResponse> {
    @Override
    public String entity(DeleteFunctionCodeSigningConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<DeleteFunctionCodeSigningConfigResponse> handle(
            Tx tx, DeleteFunctionCodeSigningConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Function function = Functions.require(tx, name);
        tx.put(LambdaTables.FUNCTIONS, name.key(), function.withCodeSigning(null));
        return Outcome.reply(DeleteFunctionCodeSigningConfigResponse.builder().build());
    }

    private static FunctionName name(
            DeleteFunctionCodeSigningConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
