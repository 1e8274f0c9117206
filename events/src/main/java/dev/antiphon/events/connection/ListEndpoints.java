package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.Page;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.Endpoint;
import software.amazon.awssdk.services.eventbridge.model.ListEndpointsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEndpointsResponse;

/** Lists the caller's global endpoints of a region in the order of their names. */
final class ListEndpoints implements Query<ListEndpointsRequest, ListEndpointsResponse> {
    @Override
    public ListEndpointsResponse answer(
            Catalogs catalogs, ListEndpointsRequest request, Caller caller) {
        Caller home =
                request.homeRegion() == null
                        ? caller
                        : new Caller(
                                caller.account(),
                                request.homeRegion(),
                                caller.accessKeyId(),
                                caller.endpoint(),
                                caller.requestId(),
                                caller.traceHeader());
        Page<GlobalEndpoint> page =
                Page.of(
                        ResourceKey.list(
                                catalogs.catalog(ConnectionTables.ENDPOINTS),
                                home,
                                request.namePrefix(),
                                Page.start(request.nextToken())),
                        request.maxResults(),
                        endpoint -> endpoint.key().name());
        return ListEndpointsResponse.builder()
                .endpoints(page.items().stream().map(ListEndpoints::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Endpoint shown(GlobalEndpoint endpoint) {
        return Endpoint.builder()
                .name(endpoint.key().name())
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
