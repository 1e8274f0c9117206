package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEndpointResponse;

/** Deletes a global endpoint; its buses stay. */
final class DeleteEndpoint implements Command<DeleteEndpointRequest, DeleteEndpointResponse> {
    @Override
    public String entity(DeleteEndpointRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(GlobalEndpoint.TYPE);
    }

    @Override
    public Outcome<DeleteEndpointResponse> handle(
            Tx tx, DeleteEndpointRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        GlobalEndpoint.require(tx.get(ConnectionTables.ENDPOINTS, key), key);
        tx.delete(ConnectionTables.ENDPOINTS, key);
        return Outcome.reply(DeleteEndpointResponse.builder().build());
    }
}
