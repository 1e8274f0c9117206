package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/**
 * Says anew how asynchronous invocations are retried or where they end: what the request does not
 * say stays.
 */
final class UpdateFunctionEventInvokeConfig
        implements Command<
                UpdateFunctionEventInvokeConfigRequest, UpdateFunctionEventInvokeConfigResponse> {
    @Override
    public String entity(UpdateFunctionEventInvokeConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<UpdateFunctionEventInvokeConfigResponse> handle(
            Tx tx, UpdateFunctionEventInvokeConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        EventInvokeRules rules =
                new EventInvokeRules(
                        request.maximumRetryAttempts(),
                        request.maximumEventAgeInSeconds(),
                        request.destinationConfig());
        rules.check(tx, name);
        EventInvokeConfig before = tx.get(LambdaTables.EVENT_INVOKE_CONFIGS, name.qualified());
        if (before == null) {
            throw EventInvokeRules.notFound(name);
        }
        EventInvokeConfig config = rules.apply(name.qualified(), before, tx.now());
        tx.put(LambdaTables.EVENT_INVOKE_CONFIGS, config.key(), config);
        return Outcome.reply(
                SameMembers.copy(config.view(), UpdateFunctionEventInvokeConfigResponse.builder())
                        .build());
    }

    private static FunctionName name(
            UpdateFunctionEventInvokeConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
