package dev.antiphon.events.connection;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.service.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections, API destinations and global endpoints: their part of EventBridge. */
public final class Connections {
    private Connections() {}

    public static List<Operation<?, ?>> operations() {
        return List.of(
                // Connections
                new CreateConnection(),
                new DeauthorizeConnection(),
                new DeleteConnection(),
                new DescribeConnection(),
                new ListConnections(),
                new UpdateConnection(),
                // API destinations
                new CreateApiDestination(),
                new DeleteApiDestination(),
                new DescribeApiDestination(),
                new ListApiDestinations(),
                new UpdateApiDestination(),
                // Global endpoints
                new CreateEndpoint(),
                new DeleteEndpoint(),
                new DescribeEndpoint(),
                new ListEndpoints(),
                new UpdateEndpoint());
    }

    public static void register(Registry registry) {
        registry.table(ConnectionTables.CONNECTIONS);
        registry.table(ConnectionTables.API_DESTINATIONS);
        registry.table(ConnectionTables.ENDPOINTS);
    }

    /** What of it takes deliveries. */
    public static List<EventsTarget.Resource> targets() {
        return List.of(new ApiDestinationTarget(), new Authorizing(), new HttpInvocation());
    }

    /**
     * Where events go that are put on a global endpoint: the ARN of a bus, or null if there is no
     * such endpoint.
     *
     * @param endpointId as in PutEvents
     */
    public static @Nullable String primaryBus(Tx tx, String endpointId) {
        for (GlobalEndpoint endpoint : tx.catalog(ConnectionTables.ENDPOINTS).all().values()) {
            if (endpoint.id().equals(endpointId)) {
                return endpoint.primary();
            }
        }
        return null;
    }
}
