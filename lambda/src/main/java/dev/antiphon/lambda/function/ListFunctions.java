package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** Lists the functions of an account in a region, or all of their versions. */
final class ListFunctions implements Query<ListFunctionsRequest, ListFunctionsResponse> {
    @Override
    public ListFunctionsResponse answer(
            Catalogs catalogs, ListFunctionsRequest request, Caller caller) {
        boolean all = request.functionVersionAsString() != null;
        List<Version> versions =
                catalogs
                        .catalog(LambdaTables.VERSIONS)
                        .range(
                                first(caller.account(), caller.region()),
                                first(caller.account(), caller.region() + "\0"))
                        .entrySet()
                        .stream()
                        .filter(entry -> all || entry.getKey().number() == 0)
                        .map(Map.Entry::getValue)
                        .toList();
        Page<Version> page =
                Page.of(versions, ListFunctions::marker, request.marker(), request.maxItems());
        return ListFunctionsResponse.builder()
                .functions(
                        page.items().stream()
                                .map(all ? Version::listedAsVersion : Version::listed)
                                .toList())
                .nextMarker(page.next())
                .build();
    }

    private static VersionKey first(String account, String region) {
        return VersionKey.latest(new FunctionKey(account, region, ""));
    }

    /** In the order of the keys: numbers as such. */
    private static String marker(Version version) {
        return String.format(
                Locale.ROOT, "%s\0%019d", version.key().function().name(), version.key().number());
    }
}
