package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionResponse;

/** Creates a connection. One with client credentials is tried out before it counts. */
final class CreateConnection implements Command<CreateConnectionRequest, CreateConnectionResponse> {
    private static final int MOST = 3_000;

    @Override
    public String entity(CreateConnectionRequest request, Caller caller) {
        return ResourceKey.of(request.name(), caller).arn(Connection.TYPE);
    }

    @Override
    public Outcome<CreateConnectionResponse> handle(
            Tx tx, CreateConnectionRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.name(), caller);
        if (tx.get(ConnectionTables.CONNECTIONS, key) != null) {
            throw EventsErrors.alreadyExists("Connection " + key.name() + " already exists.");
        }
        if (ResourceKey.count(tx.catalog(ConnectionTables.CONNECTIONS), caller) >= MOST) {
            throw EventsErrors.limitExceeded();
        }
        Connection connection =
                Authorizing.begin(
                        tx,
                        new Connection(
                                key,
                                tx.ids().uuid().toString(),
                                tx.ids().next(),
                                new Connection.State(ConnectionState.CREATING, null),
                                request.description(),
                                request.authorizationType(),
                                AuthParameters.checked(
                                        request.authorizationType(), request.authParameters()),
                                request.invocationConnectivityParameters(),
                                request.kmsKeyIdentifier(),
                                tx.now(),
                                tx.now(),
                                null));
        return Outcome.reply(
                CreateConnectionResponse.builder()
                        .connectionArn(connection.arn())
                        .connectionState(connection.state().name())
                        .creationTime(connection.created())
                        .lastModifiedTime(connection.modified())
                        .build());
    }
}
