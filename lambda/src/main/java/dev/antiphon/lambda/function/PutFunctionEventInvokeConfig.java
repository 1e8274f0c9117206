package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;

/** Says how asynchronous invocations are retried and where they end: all of it anew. */
final class PutFunctionEventInvokeConfig
        implements Command<
                PutFunctionEventInvokeConfigRequest, PutFunctionEventInvokeConfigResponse> {
    @Override
    public String entity(PutFunctionEventInvokeConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<PutFunctionEventInvokeConfigResponse> handle(
            Tx tx, PutFunctionEventInvokeConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        EventInvokeRules rules =
                new EventInvokeRules(
                        request.maximumRetryAttempts(),
                        request.maximumEventAgeInSeconds(),
                        request.destinationConfig());
        rules.check(tx, name);
        EventInvokeConfig config = rules.apply(name.qualified(), null, tx.now());
        tx.put(LambdaTables.EVENT_INVOKE_CONFIGS, config.key(), config);
        return Outcome.reply(
                SameMembers.copy(config.view(), PutFunctionEventInvokeConfigResponse.builder())
                        .build());
    }

    private static FunctionName name(PutFunctionEventInvokeConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
