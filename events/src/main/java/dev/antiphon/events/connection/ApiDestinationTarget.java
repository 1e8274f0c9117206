package dev.antiphon.events.connection;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Limits;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsTarget;
import org.jspecify.annotations.Nullable;

/** API destinations as targets of rules. */
final class ApiDestinationTarget implements EventsTarget.Resource {
    private static final int CALLS_AT_ONCE = 16;

    @Override
    public String prefix() {
        return ApiDestination.TYPE + "/";
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        ApiDestination destination = find(tx, delivery.target());
        if (destination == null) {
            return Attempt.refused(
                    "NO_RESOURCE", "The API destination " + delivery.target() + " does not exist.");
        }
        if (!destination.key().account().equals(EventsTarget.sender(delivery))) {
            return Attempt.refused("NO_PERMISSIONS", "The API destination is another account's.");
        }
        Connection connection =
                Connection.find(
                        tx.catalog(ConnectionTables.CONNECTIONS), destination.connectionArn());
        if (connection == null || connection.auth() == null) {
            // Somebody may give it new credentials while the event waits.
            return Attempt.notNow(
                    "NO_PERMISSIONS",
                    "The connection of the API destination is not authorized: "
                            + destination.connectionArn());
        }
        return new Attempt.Outside(
                ApiDestinationRequest.of(destination, connection, delivery.content()));
    }

    @Override
    public Limits limits(Tx tx, String target) {
        ApiDestination destination = find(tx, target);
        return destination == null
                ? Limits.DEFAULTS
                : new Limits(CALLS_AT_ONCE, destination.ratePerSecond());
    }

    private static @Nullable ApiDestination find(Tx tx, String arn) {
        return ApiDestination.find(tx.catalog(ConnectionTables.API_DESTINATIONS), arn);
    }
}
