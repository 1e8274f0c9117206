package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.ListProvisionedConcurrencyConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListProvisionedConcurrencyConfigsResponse;

/** Lists the versions and aliases of a function that are ready in advance. */
final class ListProvisionedConcurrencyConfigs
        implements Command<
                ListProvisionedConcurrencyConfigsRequest,
                ListProvisionedConcurrencyConfigsResponse> {
    @Override
    public String entity(ListProvisionedConcurrencyConfigsRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<ListProvisionedConcurrencyConfigsResponse> handle(
            Tx tx, ListProvisionedConcurrencyConfigsRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Functions.require(tx, name);
        Page<Provisioned> page =
                Page.of(
                        Rows.of(tx, LambdaTables.PROVISIONED, name.key()),
                        provisioned -> provisioned.key().arn(),
                        request.marker(),
                        request.maxItems());
        return Outcome.reply(
                ListProvisionedConcurrencyConfigsResponse.builder()
                        .provisionedConcurrencyConfigs(
                                page.items().stream().map(item -> item.listed(tx.now())).toList())
                        .nextMarker(page.next())
                        .build());
    }

    private static FunctionName name(
            ListProvisionedConcurrencyConfigsRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
