package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.UpdateApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateApiDestinationResponse;

/** Changes an API destination: what is not named stays as it is. */
final class UpdateApiDestination
        implements Command<UpdateApiDestinationRequest, UpdateApiDestinationResponse> {
    @Override
    public String entity(UpdateApiDestinationRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(ApiDestination.TYPE);
    }

    @Override
    public Outcome<UpdateApiDestinationResponse> handle(
            Tx tx, UpdateApiDestinationRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        ApiDestination before =
                ApiDestination.require(tx.get(ConnectionTables.API_DESTINATIONS, key), key);
        ApiDestination destination =
                new ApiDestination(
                        key,
                        before.id(),
                        request.description() == null
                                ? before.description()
                                : request.description(),
                        request.connectionArn() == null
                                ? before.connectionArn()
                                : ApiDestination.checkConnection(
                                        tx.catalog(ConnectionTables.CONNECTIONS),
                                        request.connectionArn(),
                                        caller),
                        request.invocationEndpoint() == null
                                ? before.endpoint()
                                : request.invocationEndpoint(),
                        request.httpMethod() == null ? before.method() : request.httpMethod(),
                        request.invocationRateLimitPerSecond() == null
                                ? before.ratePerSecond()
                                : request.invocationRateLimitPerSecond(),
                        before.created(),
                        tx.now());
        tx.put(ConnectionTables.API_DESTINATIONS, key, destination);
        return Outcome.reply(
                UpdateApiDestinationResponse.builder()
                        .apiDestinationArn(destination.arn())
                        .apiDestinationState(
                                destination.state(tx.catalog(ConnectionTables.CONNECTIONS)))
                        .creationTime(destination.created())
                        .lastModifiedTime(destination.modified())
                        .build());
    }
}
