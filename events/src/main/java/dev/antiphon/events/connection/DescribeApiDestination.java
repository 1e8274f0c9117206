package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.DescribeApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeApiDestinationResponse;

/** Tells all of an API destination. */
final class DescribeApiDestination
        implements Query<DescribeApiDestinationRequest, DescribeApiDestinationResponse> {
    @Override
    public DescribeApiDestinationResponse answer(
            Catalogs catalogs, DescribeApiDestinationRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        ApiDestination destination =
                ApiDestination.require(
                        catalogs.catalog(ConnectionTables.API_DESTINATIONS).get(key), key);
        return DescribeApiDestinationResponse.builder()
                .apiDestinationArn(destination.arn())
                .name(key.name())
                .description(destination.description())
                .apiDestinationState(
                        destination.state(catalogs.catalog(ConnectionTables.CONNECTIONS)))
                .connectionArn(destination.connectionArn())
                .invocationEndpoint(destination.endpoint())
                .httpMethod(destination.method())
                .invocationRateLimitPerSecond(destination.ratePerSecond())
                .creationTime(destination.created())
                .lastModifiedTime(destination.modified())
                .build();
    }
}
