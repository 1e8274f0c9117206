package dev.antiphon.states.machine;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;

/**
 * A name for one or two versions of a machine.
 *
 * @param routes as the caller gave them; the weights make 100
 */
record Alias(
        AliasKey key,
        @Nullable String description,
        Instant created,
        Instant updated,
        List<Route> routes) {

    /**
     * @param weight in percent
     */
    record Route(long version, int weight) {}

    static final RowCodec<Alias> CODEC = new Codec();

    Alias {
        routes = List.copyOf(routes);
    }

    String arn() {
        return key.toString();
    }

    boolean leadsTo(long version) {
        return routes.stream().anyMatch(route -> route.version == version);
    }

    /**
     * The version that an execution runs.
     *
     * @param random any number, evenly spread
     */
    long choose(long random) {
        long left = Math.floorMod(random, 100);
        for (Route route : routes) {
            left -= route.weight;
            if (left < 0) {
                return route.version;
            }
        }
        return routes.getLast().version;
    }

    List<RoutingConfigurationListItem> routing() {
        return routes.stream()
                .map(route ->
                        RoutingConfigurationListItem.builder()
                                .stateMachineVersionArn(key.machine().qualified(route.version))
                                .weight(route.weight)
                                .build())
                .toList();
    }

    private static final class Codec implements RowCodec<Alias> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Alias alias, RowWriter out) {
            MachineArn machine = alias.key.machine();
            out.text(machine.account()).text(machine.region()).text(machine.name());
            out.text(alias.key.name()).optionalText(alias.description);
            out.i64(alias.created.toEpochMilli()).i64(alias.updated.toEpochMilli());
            out.varint(alias.routes.size());
            alias.routes.forEach(route -> out.varint(route.version).varint(route.weight));
        }

        @Override
        public Alias read(int version, RowReader in) {
            MachineArn machine = new MachineArn(in.text(), in.text(), in.text());
            AliasKey key = new AliasKey(machine, in.text());
            String description = in.optionalText();
            Instant created = Instant.ofEpochMilli(in.i64());
            Instant updated = Instant.ofEpochMilli(in.i64());
            List<Route> routes = new ArrayList<>();
            for (long left = in.varint(); left > 0; left--) {
                routes.add(new Route(in.varint(), (int) in.varint()));
            }
            return new Alias(key, description, created, updated, routes);
        }
    }
}
