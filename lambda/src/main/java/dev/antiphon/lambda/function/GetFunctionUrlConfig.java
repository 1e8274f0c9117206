package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;

/** Shows the URL of a function. */
final class GetFunctionUrlConfig
        implements Query<GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse> {
    @Override
    public String entity(GetFunctionUrlConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetFunctionUrlConfigResponse answer(
            Catalogs catalogs, GetFunctionUrlConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        FunctionUrl url = catalogs.catalog(LambdaTables.URLS).get(FunctionUrls.key(name));
        if (url == null || Versions.find(Reading.of(catalogs), name) == null) {
            throw FunctionUrls.notFound();
        }
        return SameMembers.copy(
                        FunctionUrls.view(url, caller), GetFunctionUrlConfigResponse.builder())
                .build();
    }

    private static FunctionName name(GetFunctionUrlConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
