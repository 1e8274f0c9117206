package dev.antiphon.events.connection;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ModelJson;
import dev.antiphon.events.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.EndpointEventBus;
import software.amazon.awssdk.services.eventbridge.model.EndpointState;
import software.amazon.awssdk.services.eventbridge.model.ReplicationConfig;
import software.amazon.awssdk.services.eventbridge.model.ReplicationState;
import software.amazon.awssdk.services.eventbridge.model.RoutingConfig;

/**
 * Two buses of the same name in two regions behind one address. Here both are on this server, and
 * no health check says that one of them is down: events go to the one in the region that the
 * endpoint was made in.
 *
 * @param id what PutEvents names
 * @param buses their ARNs
 */
record GlobalEndpoint(
        ResourceKey key,
        String id,
        @Nullable String description,
        RoutingConfig routing,
        @Nullable ReplicationConfig replication,
        List<String> buses,
        @Nullable String role,
        Instant created,
        Instant modified) {

    /** In ARNs. */
    static final String TYPE = "endpoint";

    /** There is nothing to be set up that could take time. */
    static final EndpointState STATE = EndpointState.ACTIVE;

    static final RowCodec<GlobalEndpoint> CODEC = new Codec();

    GlobalEndpoint {
        buses = List.copyOf(buses);
    }

    String arn() {
        return key.arn(TYPE);
    }

    String url() {
        return "https://" + id + ".endpoint.events.amazonaws.com";
    }

    /** Whoever does not say so replicates. */
    ReplicationConfig shownReplication() {
        return replication == null
                ? ReplicationConfig.builder().state(ReplicationState.ENABLED).build()
                : replication;
    }

    List<EndpointEventBus> shownBuses() {
        return buses.stream()
                .map(bus -> EndpointEventBus.builder().eventBusArn(bus).build())
                .toList();
    }

    /** The bus in its own region, or the first one if there is none. */
    String primary() {
        for (String bus : buses) {
            BusArn arn = BusArn.parse(bus);
            if (arn != null && arn.region().equals(key.region())) {
                return bus;
            }
        }
        return buses.getFirst();
    }

    /**
     * The ARNs of the two buses.
     *
     * @throws dev.antiphon.api.AwsException ValidationException if they are not a pair
     */
    static List<String> checkedBuses(List<EndpointEventBus> buses) {
        List<BusArn> arns = new ArrayList<>();
        for (EndpointEventBus bus : buses) {
            BusArn arn = BusArn.parse(bus.eventBusArn());
            if (arn == null) {
                throw EventsErrors.validation(
                        "Parameter EventBuses is not valid. Reason: "
                                + bus.eventBusArn()
                                + " is not the ARN of an event bus.");
            }
            arns.add(arn);
        }
        if (!arns.getFirst().name().equals(arns.getLast().name())
                || arns.getFirst().region().equals(arns.getLast().region())) {
            throw EventsErrors.validation(
                    "Parameter EventBuses is not valid. Reason: Event buses must have the same"
                            + " name in different Regions.");
        }
        return buses.stream().map(EndpointEventBus::eventBusArn).toList();
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static GlobalEndpoint require(@Nullable GlobalEndpoint found, ResourceKey key) {
        if (found == null) {
            throw EventsErrors.notFound("Endpoint " + key.name() + " does not exist.");
        }
        return found;
    }

    private static final class Codec implements RowCodec<GlobalEndpoint> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(GlobalEndpoint row, RowWriter out) {
            row.key.write(out);
            out.text(row.id).optionalText(row.description).text(ModelJson.write(row.routing));
            out.optionalText(row.replication == null ? null : ModelJson.write(row.replication));
            out.texts(row.buses);
            out.optionalText(row.role);
            out.i64(row.created.toEpochMilli()).i64(row.modified.toEpochMilli());
        }

        @Override
        public GlobalEndpoint read(int version, RowReader in) {
            return new GlobalEndpoint(
                    ResourceKey.read(in),
                    in.text(),
                    in.optionalText(),
                    ModelJson.read(RoutingConfig.builder(), in.text()).build(),
                    replication(in.optionalText()),
                    in.texts(),
                    in.optionalText(),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()));
        }

        private static @Nullable ReplicationConfig replication(@Nullable String json) {
            return json == null ? null : ModelJson.read(ReplicationConfig.builder(), json).build();
        }
    }
}
