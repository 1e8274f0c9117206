package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** Shows a mapping. */
final class GetEventSourceMapping
        implements Query<GetEventSourceMappingRequest, GetEventSourceMappingResponse> {
    @Override
    public GetEventSourceMappingResponse answer(
            Catalogs catalogs, GetEventSourceMappingRequest request, Caller caller) {
        Mapping mapping = Mapping.require(catalogs, MappingKey.of(request.uuid(), caller));
        return mapping.show(GetEventSourceMappingResponse.builder())
                .lastProcessingResult(MappingProblem.shown(catalogs, mapping.key()))
                .build();
    }
}
