package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteConnectionResponse;

/** Deletes a connection. API destinations that use it stay, inactive. */
final class DeleteConnection implements Command<DeleteConnectionRequest, DeleteConnectionResponse> {
    @Override
    public String entity(DeleteConnectionRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(Connection.TYPE);
    }

    @Override
    public Outcome<DeleteConnectionResponse> handle(
            Tx tx, DeleteConnectionRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        Connection connection = Connection.require(tx.get(ConnectionTables.CONNECTIONS, key), key);
        tx.delete(ConnectionTables.CONNECTIONS, key);
        return Outcome.reply(
                DeleteConnectionResponse.builder()
                        .connectionArn(connection.arn())
                        .connectionState(ConnectionState.DELETING)
                        .creationTime(connection.created())
                        .lastModifiedTime(connection.modified())
                        .lastAuthorizedTime(connection.authorized())
                        .build());
    }
}
