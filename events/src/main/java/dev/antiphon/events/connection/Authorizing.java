package dev.antiphon.events.connection;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Ending;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.events.ResourceKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;

/**
 * How a connection that was created or changed comes to be authorized. A password and an API key
 * are taken as they are. Client credentials are tried out: a delivery to the connection itself asks
 * the authorization endpoint for a token, once, and what comes of it is the connection's state.
 */
final class Authorizing implements EventsTarget.Resource {
    private static final int LONGEST_REASON = 512;

    /** Stages a connection with new credentials; what it is then. */
    static Connection begin(Tx tx, Connection connection) {
        if (connection.type() != ConnectionAuthorizationType.OAUTH_CLIENT_CREDENTIALS) {
            Connection authorized = connection.authorized(tx.now());
            tx.put(ConnectionTables.CONNECTIONS, connection.key(), authorized);
            return authorized;
        }
        Connection asking = connection.in(ConnectionState.AUTHORIZING, null);
        tx.put(ConnectionTables.CONNECTIONS, connection.key(), asking);
        Deliveries.send(
                tx,
                new Delivery(
                        connection.key().arn(Connection.TYPE),
                        asking(connection),
                        Content.of(Long.toString(connection.revision())),
                        RetryPolicy.NONE,
                        null,
                        tx.now(),
                        connection.id(),
                        null));
        return asking;
    }

    /** Nobody else sends such deliveries, whatever targets rules may have. */
    private static Origin asking(Connection connection) {
        return new Origin(Origin.Kind.SERVICE, connection.arn());
    }

    @Override
    public String prefix() {
        return Connection.TYPE + "/";
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        Connection connection = about(tx, delivery);
        return connection == null
                ? Attempt.refused("NO_RESOURCE", "The connection has changed meanwhile.")
                : new Attempt.Outside(TokenRequest.of(connection));
    }

    @Override
    public void ended(Tx tx, Delivery delivery, Ending ending) {
        Connection connection = about(tx, delivery);
        if (connection == null) {
            return;
        }
        tx.put(
                ConnectionTables.CONNECTIONS,
                connection.key(),
                switch (ending) {
                    case Ending.Taken taken -> connection.authorized(tx.now());
                    case Ending.GivenUp refused ->
                            connection.in(ConnectionState.DEAUTHORIZED, reason(refused));
                });
    }

    private static String reason(Ending.GivenUp refused) {
        String reason =
                "Failed to authorize the connection. " + refused.code() + ": " + refused.message();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /** The connection if it still is as it was when it asked. */
    private static @Nullable Connection about(Tx tx, Delivery delivery) {
        ResourceKey key = ResourceKey.parse(delivery.target(), Connection.TYPE);
        Connection connection = key == null ? null : tx.get(ConnectionTables.CONNECTIONS, key);
        String revision = new String(delivery.content().body(), StandardCharsets.UTF_8);
        return connection != null
                        && delivery.origin().equals(asking(connection))
                        && connection.auth() != null
                        && Long.toString(connection.revision()).equals(revision)
                ? connection
                : null;
    }
}
