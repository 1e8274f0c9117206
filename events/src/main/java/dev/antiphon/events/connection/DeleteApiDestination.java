package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeleteApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteApiDestinationResponse;

/** Deletes an API destination; what is on its way to it becomes dead letters. */
final class DeleteApiDestination
        implements Command<DeleteApiDestinationRequest, DeleteApiDestinationResponse> {
    @Override
    public String entity(DeleteApiDestinationRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(ApiDestination.TYPE);
    }

    @Override
    public Outcome<DeleteApiDestinationResponse> handle(
            Tx tx, DeleteApiDestinationRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        if (tx.get(ConnectionTables.API_DESTINATIONS, key) == null) {
            throw EventsErrors.notFound("An api-destination '" + key.name() + "' does not exist.");
        }
        tx.delete(ConnectionTables.API_DESTINATIONS, key);
        return Outcome.reply(DeleteApiDestinationResponse.builder().build());
    }
}
