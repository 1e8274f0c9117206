package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;

/** Shows how asynchronous invocations are retried and where they end. */
final class GetFunctionEventInvokeConfig
        implements Query<
                GetFunctionEventInvokeConfigRequest, GetFunctionEventInvokeConfigResponse> {
    @Override
    public String entity(GetFunctionEventInvokeConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetFunctionEventInvokeConfigResponse answer(
            Catalogs catalogs, GetFunctionEventInvokeConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        EventInvokeConfig config =
                catalogs.catalog(LambdaTables.EVENT_INVOKE_CONFIGS).get(name.qualified());
        if (config == null) {
            throw EventInvokeRules.notFound(name);
        }
        return SameMembers.copy(config.view(), GetFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    private static FunctionName name(GetFunctionEventInvokeConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
