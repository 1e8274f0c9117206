package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;

/** Lists the layers of an account in a region, each with its newest version. */
final class ListLayers implements Query<ListLayersRequest, ListLayersResponse> {
    @Override
    public ListLayersResponse answer(Catalogs catalogs, ListLayersRequest request, Caller caller) {
        Layers.checkFilter(request.compatibleRuntimeAsString());
        Map<LayerKey, LayerVersion> newest = new LinkedHashMap<>();
        for (LayerVersion version : Layers.of(catalogs, caller.account(), caller.region())) {
            if (version.goesWith(
                    request.compatibleRuntimeAsString(),
                    request.compatibleArchitectureAsString())) {
                newest.put(version.key().layer(), version);
            }
        }
        Page<LayerVersion> page =
                Page.of(
                        newest.values(),
                        version -> version.key().layer().arn(),
                        request.marker(),
                        request.maxItems());
        return ListLayersResponse.builder()
                .layers(
                        page.items().stream()
                                .map(version ->
                                        LayersListItem.builder()
                                                .layerName(version.key().layer().name())
                                                .layerArn(version.key().layer().arn())
                                                .latestMatchingVersion(version.listed())
                                                .build())
                                .toList())
                .nextMarker(page.next())
                .build();
    }
}
