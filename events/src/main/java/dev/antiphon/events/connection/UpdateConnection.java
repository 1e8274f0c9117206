package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateConnectionResponse;

/** Changes a connection: what is not named stays as it is. It is authorized anew. */
final class UpdateConnection implements Command<UpdateConnectionRequest, UpdateConnectionResponse> {
    @Override
    public String entity(UpdateConnectionRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(Connection.TYPE);
    }

    @Override
    public Outcome<UpdateConnectionResponse> handle(
            Tx tx, UpdateConnectionRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        Connection before = Connection.require(tx.get(ConnectionTables.CONNECTIONS, key), key);
        ConnectionAuthorizationType type =
                request.authorizationType() == null ? before.type() : request.authorizationType();
        Connection connection =
                Authorizing.begin(
                        tx,
                        new Connection(
                                key,
                                before.id(),
                                tx.ids().next(),
                                new Connection.State(ConnectionState.UPDATING, null),
                                request.description() == null
                                        ? before.description()
                                        : request.description(),
                                type,
                                AuthParameters.checked(
                                        type,
                                        AuthParameters.merged(
                                                before.auth(), type, request.authParameters())),
                                request.invocationConnectivityParameters() == null
                                        ? before.connectivity()
                                        : request.invocationConnectivityParameters(),
                                request.kmsKeyIdentifier() == null
                                        ? before.kmsKey()
                                        : request.kmsKeyIdentifier(),
                                before.created(),
                                tx.now(),
                                before.authorized()));
        return Outcome.reply(
                UpdateConnectionResponse.builder()
                        .connectionArn(connection.arn())
                        .connectionState(connection.state().name())
                        .creationTime(connection.created())
                        .lastModifiedTime(connection.modified())
                        .lastAuthorizedTime(connection.authorized())
                        .build());
    }
}
