package dev.antiphon.events.connection;

import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ModelJson;
import dev.antiphon.events.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.ConnectivityResourceParameters;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionAuthRequestParameters;

/**
 * How to get in at an endpoint.
 *
 * @param id the last part of its ARN: another connection of the same name is not this one
 * @param revision changes with the credentials
 * @param auth with the secrets; null for one that was deauthorized
 * @param connectivity for a private endpoint: kept and shown
 */
record Connection(
        ResourceKey key,
        String id,
        long revision,
        State state,
        @Nullable String description,
        ConnectionAuthorizationType type,
        @Nullable CreateConnectionAuthRequestParameters auth,
        @Nullable ConnectivityResourceParameters connectivity,
        @Nullable String kmsKey,
        Instant created,
        Instant modified,
        @Nullable Instant authorized) {

    /** In ARNs. */
    static final String TYPE = "connection";

    /**
     * @param reason why it is so, where there is something to say
     */
    record State(ConnectionState name, @Nullable String reason) {}

    static final RowCodec<Connection> CODEC = new Codec();

    String arn() {
        return key.arn(TYPE) + "/" + id;
    }

    /** Where AWS would keep the secrets. */
    String secretArn() {
        return "arn:aws:secretsmanager:"
                + key.region()
                + ":"
                + key.account()
                + ":secret:events!connection/"
                + key.name()
                + "/"
                + id
                + "-"
                + id.substring(0, 6);
    }

    Connection in(ConnectionState name, @Nullable String reason) {
        return new Connection(
                key,
                id,
                revision,
                new State(name, reason),
                description,
                type,
                auth,
                connectivity,
                kmsKey,
                created,
                modified,
                authorized);
    }

    Connection authorized(Instant now) {
        return new Connection(
                key,
                id,
                revision,
                new State(ConnectionState.AUTHORIZED, null),
                description,
                type,
                auth,
                connectivity,
                kmsKey,
                created,
                modified,
                now);
    }

    Connection deauthorized(long nextRevision, Instant now) {
        return new Connection(
                key,
                id,
                nextRevision,
                new State(ConnectionState.DEAUTHORIZED, null),
                description,
                type,
                null,
                connectivity,
                kmsKey,
                created,
                now,
                authorized);
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Connection require(@Nullable Connection found, ResourceKey key) {
        if (found == null) {
            throw EventsErrors.notFound(
                    "Failed to describe the connection(s). Connection '"
                            + key.name()
                            + "' does not exist.");
        }
        return found;
    }

    /** The connection that an ARN names, or null. */
    static @Nullable Connection find(Catalog<ResourceKey, Connection> connections, String arn) {
        ResourceKey key = ResourceKey.parse(arn, TYPE);
        Connection found = key == null ? null : connections.get(key);
        return found != null && found.id.equals(ResourceKey.suffix(arn)) ? found : null;
    }

    private static final class Codec implements RowCodec<Connection> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Connection row, RowWriter out) {
            row.key.write(out);
            out.text(row.id).i64(row.revision);
            out.text(row.state.name.toString()).optionalText(row.state.reason);
            out.optionalText(row.description).text(row.type.toString());
            out.optionalText(row.auth == null ? null : ModelJson.write(row.auth));
            out.optionalText(row.connectivity == null ? null : ModelJson.write(row.connectivity));
            out.optionalText(row.kmsKey);
            out.i64(row.created.toEpochMilli()).i64(row.modified.toEpochMilli());
            out.i64(row.authorized == null ? 0 : row.authorized.toEpochMilli());
        }

        @Override
        public Connection read(int version, RowReader in) {
            return new Connection(
                    ResourceKey.read(in),
                    in.text(),
                    in.i64(),
                    new State(ConnectionState.fromValue(in.text()), in.optionalText()),
                    in.optionalText(),
                    ConnectionAuthorizationType.fromValue(in.text()),
                    auth(in.optionalText()),
                    connectivity(in.optionalText()),
                    in.optionalText(),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()),
                    time(in.i64()));
        }

        private static @Nullable CreateConnectionAuthRequestParameters auth(@Nullable String json) {
            return json == null
                    ? null
                    : ModelJson.read(CreateConnectionAuthRequestParameters.builder(), json).build();
        }

        private static @Nullable ConnectivityResourceParameters connectivity(
                @Nullable String json) {
            return json == null
                    ? null
                    : ModelJson.read(ConnectivityResourceParameters.builder(), json).build();
        }

        private static @Nullable Instant time(long millis) {
            return millis == 0 ? null : Instant.ofEpochMilli(millis);
        }
    }
}
