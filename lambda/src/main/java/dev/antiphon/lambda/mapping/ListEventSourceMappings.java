package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.service.PageToken;
import dev.antiphon.service.Query;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/** Lists the mappings of an account in a region: all, those of a source or those of a function. */
final class ListEventSourceMappings
        implements Query<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> {
    private static final int MOST = 100;

    @Override
    public ListEventSourceMappingsResponse answer(
            Catalogs catalogs, ListEventSourceMappingsRequest request, Caller caller) {
        String function =
                request.functionName() == null
                        ? null
                        : FunctionName.parse(request.functionName(), null, caller).qualifiedArn();
        int most = request.maxItems() == null ? MOST : Math.min(request.maxItems(), MOST);
        List<Mapping> mappings =
                catalogs
                        .catalog(Mapping.TABLE)
                        .range(
                                MappingKey.of(first(request.marker()), caller),
                                new MappingKey(caller.account(), caller.region() + "\0", ""))
                        .values()
                        .stream()
                        .filter(mapping ->
                                request.eventSourceArn() == null
                                        || request.eventSourceArn().equals(mapping.source()))
                        .filter(mapping ->
                                function == null
                                        || function.equals(mapping.function().qualifiedArn()))
                        .limit(most + 1L)
                        .toList();
        boolean more = mappings.size() > most;
        return ListEventSourceMappingsResponse.builder()
                .eventSourceMappings(
                        mappings.stream()
                                .limit(most)
                                .map(mapping -> shown(catalogs, mapping))
                                .toList())
                .nextMarker(more ? PageToken.of(mappings.get(most).key().uuid()) : null)
                .build();
    }

    private static EventSourceMappingConfiguration shown(Catalogs catalogs, Mapping mapping) {
        return mapping.show(EventSourceMappingConfiguration.builder())
                .lastProcessingResult(MappingProblem.shown(catalogs, mapping.key()))
                .build();
    }

    private static String first(@Nullable String marker) {
        return marker == null ? "" : Objects.requireNonNullElse(PageToken.read(marker), marker);
    }
}
