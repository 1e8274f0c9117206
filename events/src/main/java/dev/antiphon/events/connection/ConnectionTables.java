package dev.antiphon.events.connection;

import dev.antiphon.engine.Table;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.storage.Family;

/** The tables of what is outside: ids 70 to 74. Each row is on the partition of its own name. */
final class ConnectionTables {
    private ConnectionTables() {}

    static final Table<ResourceKey, Connection> CONNECTIONS =
            Table.of(70, "events.connections", Family.STATE, ResourceKey.KEYS, Connection.CODEC)
                    .publish();

    static final Table<ResourceKey, ApiDestination> API_DESTINATIONS =
            Table.of(
                            71,
                            "events.api-destinations",
                            Family.STATE,
                            ResourceKey.KEYS,
                            ApiDestination.CODEC)
                    .publish();

    static final Table<ResourceKey, GlobalEndpoint> ENDPOINTS =
            Table.of(72, "events.endpoints", Family.STATE, ResourceKey.KEYS, GlobalEndpoint.CODEC)
                    .publish();
}
