package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.CreateEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEndpointResponse;

/** Creates a global endpoint in the region of the call, which becomes its home. */
final class CreateEndpoint implements Command<CreateEndpointRequest, CreateEndpointResponse> {
    private static final int MOST = 100;
    private static final int ID_LENGTH = 10;
    private static final int ZONE_LENGTH = 3;

    @Override
    public String entity(CreateEndpointRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(GlobalEndpoint.TYPE);
    }

    @Override
    public Outcome<CreateEndpointResponse> handle(
            Tx tx, CreateEndpointRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        if (tx.get(ConnectionTables.ENDPOINTS, key) != null) {
            throw EventsErrors.alreadyExists("Endpoint " + key.name() + " already exists.");
        }
        if (ResourceKey.count(tx.catalog(ConnectionTables.ENDPOINTS), caller) >= MOST) {
            throw EventsErrors.limitExceeded();
        }
        GlobalEndpoint endpoint =
                new GlobalEndpoint(
                        key,
                        letters(tx, ID_LENGTH) + "." + letters(tx, ZONE_LENGTH),
                        request.description(),
                        request.routingConfig(),
                        request.replicationConfig(),
                        GlobalEndpoint.checkedBuses(request.eventBuses()),
                        request.roleArn(),
                        tx.now(),
                        tx.now());
        tx.put(ConnectionTables.ENDPOINTS, key, endpoint);
        return Outcome.reply(
                CreateEndpointResponse.builder()
                        .name(key.name())
                        .arn(endpoint.arn())
                        .routingConfig(endpoint.routing())
                        .replicationConfig(endpoint.shownReplication())
                        .eventBuses(endpoint.shownBuses())
                        .roleArn(endpoint.role())
                        .state(GlobalEndpoint.STATE)
                        .build());
    }

    private static String letters(Tx tx, int length) {
        long random = tx.ids().random();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + Math.floorMod(random, 26)));
            random = Math.floorDiv(random, 26);
        }
        return letters.toString();
    }
}
