package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;

/**
 * Shows for how many invocations at once a version is ready. How far that is depends on the time:
 * so it runs on the partition.
 */
final class GetProvisionedConcurrencyConfig
        implements Command<
                GetProvisionedConcurrencyConfigRequest, GetProvisionedConcurrencyConfigResponse> {
    @Override
    public String entity(GetProvisionedConcurrencyConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<GetProvisionedConcurrencyConfigResponse> handle(
            Tx tx, GetProvisionedConcurrencyConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Provisioned provisioned = Concurrency.requireProvisioned(tx, name);
        return Outcome.reply(
                SameMembers.copy(
                                provisioned.view(tx.now()),
                                GetProvisionedConcurrencyConfigResponse.builder())
                        .build());
    }

    private static FunctionName name(
            GetProvisionedConcurrencyConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
