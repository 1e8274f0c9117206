package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigResponse;

/** Has a version not be ready in advance any more. */
final class DeleteProvisionedConcurrencyConfig
        implements Command<
                DeleteProvisionedConcurrencyConfigRequest,
                DeleteProvisionedConcurrencyConfigResponse> {
    @Override
    public String entity(DeleteProvisionedConcurrencyConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<DeleteProvisionedConcurrencyConfigResponse> handle(
            Tx tx, DeleteProvisionedConcurrencyConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Functions.require(tx, name);
        tx.delete(LambdaTables.PROVISIONED, name.qualified());
        return Outcome.reply(DeleteProvisionedConcurrencyConfigResponse.builder().build());
    }

    private static FunctionName name(
            DeleteProvisionedConcurrencyConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
