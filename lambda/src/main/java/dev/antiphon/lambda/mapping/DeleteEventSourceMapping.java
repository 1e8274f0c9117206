package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.CommandAt;
import dev.antiphon.service.Relay;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;

/** Has a mapping stop reading. It is gone when nothing of it is under way any more. */
final class DeleteEventSourceMapping
        implements Relay<DeleteEventSourceMappingRequest, DeleteEventSourceMappingResponse> {
    @Override
    public String entity(DeleteEventSourceMappingRequest request, Caller caller) {
        return MappingKey.of(request.uuid(), caller).arn();
    }

    @Override
    public Course<DeleteEventSourceMappingRequest, DeleteEventSourceMappingResponse> course(
            Catalogs catalogs, DeleteEventSourceMappingRequest request, Caller caller) {
        Mapping shown = Mapping.require(catalogs, MappingKey.of(request.uuid(), caller));
        return new Course.Inside<>(
                new CommandAt<>(shown.source(), DeleteEventSourceMapping::delete));
    }

    private static DeleteEventSourceMappingResponse delete(
            Tx tx, DeleteEventSourceMappingRequest request, Caller caller) {
        Mapping mapping = Mapping.require(tx, MappingKey.of(request.uuid(), caller));
        if (mapping.state() == MappingState.DELETING) {
            throw MappingErrors.inUse("delete");
        }
        Mapping deleting = mapping.in(MappingState.DELETING);
        tx.put(Mapping.TABLE, mapping.key(), deleting);
        return deleting.show(DeleteEventSourceMappingResponse.builder()).build();
    }
}
