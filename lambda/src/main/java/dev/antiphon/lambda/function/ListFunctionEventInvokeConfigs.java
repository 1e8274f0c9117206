package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;

/** Lists what is said of asynchronous invocations, of all qualifiers of a function. */
final class ListFunctionEventInvokeConfigs
        implements Query<
                ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse> {
    @Override
    public String entity(ListFunctionEventInvokeConfigsRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public ListFunctionEventInvokeConfigsResponse answer(
            Catalogs catalogs, ListFunctionEventInvokeConfigsRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        if (catalogs.catalog(LambdaTables.FUNCTIONS).get(name.key()) == null) {
            throw LambdaErrors.notFound("The function doesn't exist.");
        }
        Page<EventInvokeConfig> page =
                Page.of(
                        Rows.of(catalogs, LambdaTables.EVENT_INVOKE_CONFIGS, name.key()),
                        config -> config.key().arn(),
                        request.marker(),
                        request.maxItems());
        return ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(
                        page.items().stream().map(EventInvokeConfig::view).toList())
                .nextMarker(page.next())
                .build();
    }

    private static FunctionName name(ListFunctionEventInvokeConfigsRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
