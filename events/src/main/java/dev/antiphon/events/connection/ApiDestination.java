package dev.antiphon.events.connection;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationState;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;

/**
 * An HTTP endpoint that events can be sent to.
 *
 * @param id the last part of its ARN
 * @param endpoint its URL, with {@code *} where a rule's target has something to say
 */
record ApiDestination(
        ResourceKey key,
        String id,
        @Nullable String description,
        String connectionArn,
        String endpoint,
        ApiDestinationHttpMethod method,
        int ratePerSecond,
        Instant created,
        Instant modified) {

    /** In ARNs. */
    static final String TYPE = "api-destination";

    static final int DEFAULT_RATE = 300;

    static final RowCodec<ApiDestination> CODEC = new Codec();

    String arn() {
        return key.arn(TYPE) + "/" + id;
    }

    /** It is of use only as long as its connection is. */
    ApiDestinationState state(Catalog<ResourceKey, Connection> connections) {
        Connection connection = Connection.find(connections, connectionArn);
        return connection != null && connection.state().name() == ConnectionState.AUTHORIZED
                ? ApiDestinationState.ACTIVE
                : ApiDestinationState.INACTIVE;
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static ApiDestination require(@Nullable ApiDestination found, ResourceKey key) {
        if (found == null) {
            throw EventsErrors.notFound(
                    "Failed to describe the api-destination(s). An api-destination '"
                            + key.name()
                            + "' does not exist.");
        }
        return found;
    }

    /**
     * The connection that is to be used: one of the caller's own, whose secrets it brings along.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static String checkConnection(
            Catalog<ResourceKey, Connection> connections, String arn, Caller caller) {
        Connection connection = Connection.find(connections, arn);
        if (connection == null
                || !connection.key().equals(ResourceKey.of(connection.key().name(), caller))) {
            throw EventsErrors.notFound("Connection '" + arn + "' does not exist.");
        }
        return arn;
    }

    /** The API destination that an ARN names, or null. */
    static @Nullable ApiDestination find(
            Catalog<ResourceKey, ApiDestination> destinations, String arn) {
        ResourceKey key = ResourceKey.parse(arn, TYPE);
        ApiDestination found = key == null ? null : destinations.get(key);
        return found != null && found.id.equals(ResourceKey.suffix(arn)) ? found : null;
    }

    private static final class Codec implements RowCodec<ApiDestination> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ApiDestination row, RowWriter out) {
            row.key.write(out);
            out.text(row.id)
                    .optionalText(row.description)
                    .text(row.connectionArn)
                    .text(row.endpoint)
                    .text(row.method.toString())
                    .varint(row.ratePerSecond);
            out.i64(row.created.toEpochMilli()).i64(row.modified.toEpochMilli());
        }

        @Override
        public ApiDestination read(int version, RowReader in) {
            return new ApiDestination(
                    ResourceKey.read(in),
                    in.text(),
                    in.optionalText(),
                    in.text(),
                    in.text(),
                    ApiDestinationHttpMethod.fromValue(in.text()),
                    (int) in.varint(),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()));
        }
    }
}
