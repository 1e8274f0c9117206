package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;

/** Lists the versions of a layer, the newest first. */
final class ListLayerVersions
        implements Query<ListLayerVersionsRequest, ListLayerVersionsResponse> {
    @Override
    public String entity(ListLayerVersionsRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public ListLayerVersionsResponse answer(
            Catalogs catalogs, ListLayerVersionsRequest request, Caller caller) {
        Layers.checkFilter(request.compatibleRuntimeAsString());
        LayerKey layer = Layers.name(request.layerName(), caller);
        List<LayerVersion> versions =
                Layers.of(catalogs, layer).reversed().stream()
                        .filter(version ->
                                version.goesWith(
                                        request.compatibleRuntimeAsString(),
                                        request.compatibleArchitectureAsString()))
                        .toList();
        Page<LayerVersion> page =
                Page.of(versions, Layers::newestFirst, request.marker(), request.maxItems());
        return ListLayerVersionsResponse.builder()
                .layerVersions(page.items().stream().map(LayerVersion::listed).toList())
                .nextMarker(page.next())
                .build();
    }
}
