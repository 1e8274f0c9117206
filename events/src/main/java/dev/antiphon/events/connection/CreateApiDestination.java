package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.CreateApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateApiDestinationResponse;

/** Creates an API destination. Plain HTTP is fine here: endpoints on the loopback have no more. */
final class CreateApiDestination
        implements Command<CreateApiDestinationRequest, CreateApiDestinationResponse> {
    private static final int MOST = 3_000;

    @Override
    public String entity(CreateApiDestinationRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(ApiDestination.TYPE);
    }

    @Override
    public Outcome<CreateApiDestinationResponse> handle(
            Tx tx, CreateApiDestinationRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        if (tx.get(ConnectionTables.API_DESTINATIONS, key) != null) {
            throw EventsErrors.alreadyExists(
                    "An api-destination '" + key.name() + "' already exists.");
        }
        if (ResourceKey.count(tx.catalog(ConnectionTables.API_DESTINATIONS), caller) >= MOST) {
            throw EventsErrors.limitExceeded();
        }
        ApiDestination destination =
                new ApiDestination(
                        key,
                        tx.ids().uuid().toString(),
                        request.description(),
                        ApiDestination.checkConnection(
                                tx.catalog(ConnectionTables.CONNECTIONS),
                                request.connectionArn(),
                                caller),
                        request.invocationEndpoint(),
                        request.httpMethod(),
                        request.invocationRateLimitPerSecond() == null
                                ? ApiDestination.DEFAULT_RATE
                                : request.invocationRateLimitPerSecond(),
                        tx.now(),
                        tx.now());
        tx.put(ConnectionTables.API_DESTINATIONS, key, destination);
        return Outcome.reply(
                CreateApiDestinationResponse.builder()
                        .apiDestinationArn(destination.arn())
                        .apiDestinationState(
                                destination.state(tx.catalog(ConnectionTables.CONNECTIONS)))
                        .creationTime(destination.created())
                        .lastModifiedTime(destination.modified())
                        .build());
    }
}
