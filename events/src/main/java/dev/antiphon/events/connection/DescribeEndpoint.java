package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.DescribeEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEndpointResponse;

/** Tells all of a global endpoint, from its home region or from another one that names it. */
final class DescribeEndpoint implements Query<DescribeEndpointRequest, DescribeEndpointResponse> {
    @Override
    public DescribeEndpointResponse answer(
            Catalogs catalogs, DescribeEndpointRequest request, Caller caller) {
        ResourceKey key =
                request.homeRegion() == null
                        ? ResourceKey.of(request.name(), caller)
                        : new ResourceKey(caller.account(), request.homeRegion(), request.name());
        GlobalEndpoint endpoint =
                GlobalEndpoint.require(catalogs.catalog(ConnectionTables.ENDPOINTS).get(key), key);
        return DescribeEndpointResponse.builder()
                .name(key.name())
                .description(endpoint.description())
                .arn(endpoint.arn())
                .routingConfig(endpoint.routing())
                .replicationConfig(endpoint.shownReplication())
                .eventBuses(endpoint.shownBuses())
                .roleArn(endpoint.role())
                .endpointId(endpoint.id())
                .endpointUrl(endpoint.url())
                .state(GlobalEndpoint.STATE)
                .creationTime(endpoint.created())
                .lastModifiedTime(endpoint.modified())
                .build();
    }
}
