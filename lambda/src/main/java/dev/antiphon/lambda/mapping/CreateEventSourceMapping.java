package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Caller;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.ResourceTags;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** Has a queue read for a function. */
final class CreateEventSourceMapping
        implements Command<CreateEventSourceMappingRequest, CreateEventSourceMappingResponse> {
    private final Sources sources;

    CreateEventSourceMapping(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String entity(CreateEventSourceMappingRequest request, Caller caller) {
        return SourceRules.source(request);
    }

    @Override
    public Outcome<CreateEventSourceMappingResponse> handle(
            Tx tx, CreateEventSourceMappingRequest request, Caller caller) {
        String source = SourceRules.source(request);
        FunctionName function = SourceRules.function(request.functionName(), caller);
        EventSourceMappingConfiguration settings = QueueSettings.of(source, request);
        SourceRules.check(tx, sources, source, function);
        SourceRules.checkUnique(tx, source, function);
        Map<String, String> tags = ResourceTags.with(Map.of(), request.tags());
        MappingTags.check(tags);
        boolean enabled = !Boolean.FALSE.equals(request.enabled());
        Mapping mapping =
                new Mapping(
                        MappingKey.of(tx.ids().uuid().toString(), caller),
                        source,
                        function,
                        settings,
                        enabled,
                        MappingState.CREATING,
                        tx.now(),
                        tags);
        tx.put(Mapping.TABLE, mapping.key(), mapping);
        return Outcome.reply(mapping.show(CreateEventSourceMappingResponse.builder()).build());
    }
}
