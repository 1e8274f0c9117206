package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.UpdateEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEndpointResponse;

/** Changes a global endpoint: what is not named stays as it is. */
final class UpdateEndpoint implements Command<UpdateEndpointRequest, UpdateEndpointResponse> {
    @Override
    public String entity(UpdateEndpointRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(GlobalEndpoint.TYPE);
    }

    @Override
    public Outcome<UpdateEndpointResponse> handle(
            Tx tx, UpdateEndpointRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        GlobalEndpoint before =
                GlobalEndpoint.require(tx.get(ConnectionTables.ENDPOINTS, key), key);
        GlobalEndpoint endpoint =
                new GlobalEndpoint(
                        key,
                        before.id(),
                        request.description() == null
                                ? before.description()
                                : request.description(),
                        request.routingConfig() == null
                                ? before.routing()
                                : request.routingConfig(),
                        request.replicationConfig() == null
                                ? before.replication()
                                : request.replicationConfig(),
                        request.hasEventBuses()
                                ? GlobalEndpoint.checkedBuses(request.eventBuses())
                                : before.buses(),
                        request.roleArn() == null ? before.role() : request.roleArn(),
                        before.created(),
                        tx.now());
        tx.put(ConnectionTables.ENDPOINTS, key, endpoint);
        return Outcome.reply(
                UpdateEndpointResponse.builder()
                        .name(key.name())
                        .arn(endpoint.arn())
                        .routingConfig(endpoint.routing())
                        .replicationConfig(endpoint.shownReplication())
                        .eventBuses(endpoint.shownBuses())
                        .roleArn(endpoint.role())
                        .endpointId(endpoint.id())
                        .endpointUrl(endpoint.url())
                        .state(GlobalEndpoint.STATE)
                        .build());
    }
}
