package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;

/** Has asynchronous invocations be retried as by default. */
final class DeleteFunctionEventInvokeConfig
        implements Command<
                DeleteFunctionEventInvokeConfigRequest, DeleteFunctionEventInvokeConfigResponse> {
    @Override
    public String entity(DeleteFunctionEventInvokeConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<DeleteFunctionEventInvokeConfigResponse> handle(
            Tx tx, DeleteFunctionEventInvokeConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        if (!tx.has(LambdaTables.EVENT_INVOKE_CONFIGS, name.qualified())) {
            throw EventInvokeRules.notFound(name);
        }
        tx.delete(LambdaTables.EVENT_INVOKE_CONFIGS, name.qualified());
        return Outcome.reply(DeleteFunctionEventInvokeConfigResponse.builder().build());
    }

    private static FunctionName name(
            DeleteFunctionEventInvokeConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
