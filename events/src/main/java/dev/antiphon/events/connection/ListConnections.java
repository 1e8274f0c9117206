package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.Page;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.eventbridge.model.ListConnectionsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListConnectionsResponse;

/** Lists the caller's connections in the order of their names. */
final class ListConnections implements Query<ListConnectionsRequest, ListConnectionsResponse> {
    @Override
    public ListConnectionsResponse answer(
            Catalogs catalogs, ListConnectionsRequest request, Caller caller) {
        Iterable<Connection> all =
                () ->
                        ResourceKey.list(
                                catalogs.catalog(ConnectionTables.CONNECTIONS),
                                caller,
                                request.namePrefix(),
                                Page.start(request.nextToken()));
        Iterator<Connection> wanted =
                StreamSupport.stream(all.spliterator(), false)
                        .filter(connection ->
                                request.connectionState() == null
                                        || connection.state().name() == request.connectionState())
                        .iterator();
        Page<Connection> page =
                Page.of(wanted, request.limit(), connection -> connection.key().name());
        return ListConnectionsResponse.builder()
                .connections(page.items().stream().map(ListConnections::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.eventbridge.model.Connection shown(
            Connection connection) {
        return software.amazon.awssdk.services.eventbridge.model.Connection.builder()
                .connectionArn(connection.arn())
                .name(connection.key().name())
                .connectionState(connection.state().name())
                .stateReason(connection.state().reason())
                .authorizationType(connection.type())
                .creationTime(connection.created())
                .lastModifiedTime(connection.modified())
                .lastAuthorizedTime(connection.authorized())
                .build();
    }
}
