package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.Locale;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/** Lists the versions of a function, the unpublished one first. */
final class ListVersionsByFunction
        implements Query<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> {
    @Override
    public String entity(ListVersionsByFunctionRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public ListVersionsByFunctionResponse answer(
            Catalogs catalogs, ListVersionsByFunctionRequest request, Caller caller) {
        FunctionName name = FunctionName.parse(request.functionName(), null, caller);
        Functions.require(catalogs, name);
        Page<Version> page =
                Page.of(
                        Versions.of(catalogs, name.key()),
                        version -> String.format(Locale.ROOT, "%019d", version.key().number()),
                        request.marker(),
                        request.maxItems());
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items().stream().map(Version::listedAsVersion).toList())
                .nextMarker(page.next())
                .build();
    }
}
