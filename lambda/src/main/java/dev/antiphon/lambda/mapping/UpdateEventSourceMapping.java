package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Caller;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.service.CommandAt;
import dev.antiphon.service.Relay;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;

/** Changes what is said of a mapping; what is not said stays. */
final class UpdateEventSourceMapping
        implements Relay<UpdateEventSourceMappingRequest, UpdateEventSourceMappingResponse> {
    private final Sources sources;

    UpdateEventSourceMapping(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String entity(UpdateEventSourceMappingRequest request, Caller caller) {
        return MappingKey.of(request.uuid(), caller).arn();
    }

    @Override
    public Course<UpdateEventSourceMappingRequest, UpdateEventSourceMappingResponse> course(
            Catalogs catalogs, UpdateEventSourceMappingRequest request, Caller caller) {
        Mapping shown = Mapping.require(catalogs, MappingKey.of(request.uuid(), caller));
        return new Course.Inside<>(new CommandAt<>(shown.source(), this::update));
    }

    private UpdateEventSourceMappingResponse update(
            Tx tx, UpdateEventSourceMappingRequest request, Caller caller) {
        Mapping mapping = Mapping.require(tx, MappingKey.of(request.uuid(), caller));
        if (mapping.state().changing()) {
            throw MappingErrors.inUse("update");
        }
        FunctionName function =
                request.functionName() == null
                        ? mapping.function()
                        : SourceRules.function(request.functionName(), caller);
        EventSourceMappingConfiguration settings =
                QueueSettings.changed(mapping.source(), mapping.settings(), request);
        SourceRules.check(tx, sources, mapping.source(), function);
        if (!function.equals(mapping.function())) {
            SourceRules.checkUnique(tx, mapping.source(), function);
        }
        boolean enabled = request.enabled() == null ? mapping.enabled() : request.enabled();
        Mapping changed =
                new Mapping(
                        mapping.key(),
                        mapping.source(),
                        function,
                        settings,
                        enabled,
                        state(mapping.enabled(), enabled),
                        tx.now(),
                        mapping.tags());
        tx.put(Mapping.TABLE, mapping.key(), changed);
        return changed.show(UpdateEventSourceMappingResponse.builder()).build();
    }

    private static MappingState state(boolean before, boolean after) {
        if (before == after) {
            return MappingState.UPDATING;
        }
        return after ? MappingState.ENABLING : MappingState.DISABLING;
    }
}
