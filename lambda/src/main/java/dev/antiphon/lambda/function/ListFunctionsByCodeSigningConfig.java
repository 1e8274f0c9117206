package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.ListFunctionsByCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsByCodeSigningConfigResponse;

/** Lists the functions that have a code signing configuration. */
final class ListFunctionsByCodeSigningConfig
        implements Query<
                ListFunctionsByCodeSigningConfigRequest, ListFunctionsByCodeSigningConfigResponse> {
    @Override
    public String entity(ListFunctionsByCodeSigningConfigRequest request, Caller caller) {
        return CodeSigning.owner(request.codeSigningConfigArn());
    }

    @Override
    public ListFunctionsByCodeSigningConfigResponse answer(
            Catalogs catalogs, ListFunctionsByCodeSigningConfigRequest request, Caller caller) {
        String arn = request.codeSigningConfigArn();
        if (catalogs.catalog(LambdaTables.CODE_SIGNING).get(arn) == null) {
            throw CodeSigning.notFound(arn);
        }
        Page<String> page =
                Page.of(
                        CodeSigning.functions(catalogs, arn),
                        function -> function,
                        request.marker(),
                        request.maxItems());
        return ListFunctionsByCodeSigningConfigResponse.builder()
                .functionArns(page.items())
                .nextMarker(page.next())
                .build();
    }
}
