package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.DeauthorizeConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DeauthorizeConnectionResponse;

/** Forgets the secrets of a connection, which stays. */
final class DeauthorizeConnection
        implements Command<DeauthorizeConnectionRequest, DeauthorizeConnectionResponse> {
    @Override
    public String entity(DeauthorizeConnectionRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(Connection.TYPE);
    }

    @Override
    public Outcome<DeauthorizeConnectionResponse> handle(
            Tx tx, DeauthorizeConnectionRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        Connection connection =
                Connection.require(tx.get(ConnectionTables.CONNECTIONS, key), key)
                        .deauthorized(tx.ids().next(), tx.now());
        tx.put(ConnectionTables.CONNECTIONS, key, connection);
        return Outcome.reply(
                DeauthorizeConnectionResponse.builder()
                        .connectionArn(connection.arn())
                        .connectionState(ConnectionState.DEAUTHORIZING)
                        .creationTime(connection.created())
                        .lastModifiedTime(connection.modified())
                        .lastAuthorizedTime(connection.authorized())
                        .build());
    }
}
