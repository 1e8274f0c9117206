package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.Page;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.eventbridge.model.ListApiDestinationsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListApiDestinationsResponse;

/** Lists the caller's API destinations in the order of their names. */
final class ListApiDestinations
        implements Query<ListApiDestinationsRequest, ListApiDestinationsResponse> {
    @Override
    public ListApiDestinationsResponse answer(
            Catalogs catalogs, ListApiDestinationsRequest request, Caller caller) {
        Iterable<ApiDestination> all =
                () ->
                        ResourceKey.list(
                                catalogs.catalog(ConnectionTables.API_DESTINATIONS),
                                caller,
                                request.namePrefix(),
                                Page.start(request.nextToken()));
        Iterator<ApiDestination> wanted =
                StreamSupport.stream(all.spliterator(), false)
                        .filter(destination ->
                                request.connectionArn() == null
                                        || destination
                                                .connectionArn()
                                                .equals(request.connectionArn()))
                        .iterator();
        Page<ApiDestination> page =
                Page.of(wanted, request.limit(), destination -> destination.key().name());
        Catalog<ResourceKey, Connection> connections =
                catalogs.catalog(ConnectionTables.CONNECTIONS);
        return ListApiDestinationsResponse.builder()
                .apiDestinations(
                        page.items().stream()
                                .map(destination -> shown(destination, connections))
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.eventbridge.model.ApiDestination shown(
            ApiDestination destination, Catalog<ResourceKey, Connection> connections) {
        return software.amazon.awssdk.services.eventbridge.model.ApiDestination.builder()
                .apiDestinationArn(destination.arn())
                .name(destination.key().name())
                .apiDestinationState(destination.state(connections))
                .connectionArn(destination.connectionArn())
                .invocationEndpoint(destination.endpoint())
                .httpMethod(destination.method())
                .invocationRateLimitPerSecond(destination.ratePerSecond())
                .creationTime(destination.created())
                .lastModifiedTime(destination.modified())
                .build();
    }
}
