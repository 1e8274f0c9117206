package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigResponse;

/**
 * Has a version be ready for so many invocations at once. It is kept and counted; processes are
 * started when they are needed all the same.
 */
final class PutProvisionedConcurrencyConfig
        implements Command<
                PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse> {
    @Override
    public String entity(PutProvisionedConcurrencyConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<PutProvisionedConcurrencyConfigResponse> handle(
            Tx tx, PutProvisionedConcurrencyConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Provisioned provisioned =
                new Provisioned(
                        name.qualified(), request.provisionedConcurrentExecutions(), tx.now());
        Concurrency.checkProvisioned(tx, provisioned);
        tx.put(LambdaTables.PROVISIONED, provisioned.key(), provisioned);
        return Outcome.reply(
                SameMembers.copy(
                                provisioned.view(tx.now()),
                                PutProvisionedConcurrencyConfigResponse.builder())
                        .build());
    }

    private static FunctionName name(
            PutProvisionedConcurrencyConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
