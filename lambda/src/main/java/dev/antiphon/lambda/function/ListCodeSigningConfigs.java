package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.ListCodeSigningConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListCodeSigningConfigsResponse;

/** Lists the code signing configurations of an account in a region. */
final class ListCodeSigningConfigs
        implements Query<ListCodeSigningConfigsRequest, ListCodeSigningConfigsResponse> {
    @Override
    public ListCodeSigningConfigsResponse answer(
            Catalogs catalogs, ListCodeSigningConfigsRequest request, Caller caller) {
        String owner = CodeSigning.owner(caller);
        Page<CodeSigning> page =
                Page.of(
                        catalogs.catalog(LambdaTables.CODE_SIGNING)
                                .range(owner + ":", owner + ";")
                                .values(),
                        CodeSigning::arn,
                        request.marker(),
                        request.maxItems());
        return ListCodeSigningConfigsResponse.builder()
                .codeSigningConfigs(page.items().stream().map(CodeSigning::view).toList())
                .nextMarker(page.next())
                .build();
    }
}
