package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;

/** Lists the URLs of a function and of its aliases. */
final class ListFunctionUrlConfigs
        implements Query<ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse> {
    @Override
    public String entity(ListFunctionUrlConfigsRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public ListFunctionUrlConfigsResponse answer(
            Catalogs catalogs, ListFunctionUrlConfigsRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Functions.require(catalogs, name);
        Page<FunctionUrl> page =
                Page.of(
                        Rows.of(catalogs, LambdaTables.URLS, name.key()),
                        url -> url.function().qualifiedArn(),
                        request.marker(),
                        request.maxItems());
        return ListFunctionUrlConfigsResponse.builder()
                .functionUrlConfigs(
                        page.items().stream().map(url -> FunctionUrls.view(url, caller)).toList())
                .nextMarker(page.next())
                .build();
    }

    private static FunctionName name(ListFunctionUrlConfigsRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
