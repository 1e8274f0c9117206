package dev.antiphon.states.machine;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.machine.Alias.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;

/** The aliases of a machine. */
final class Aliases {
    static final int MOST = 100;

    private static final int WHOLE = 100;

    private Aliases() {}

    /**
     * The alias that an ARN names.
     *
     * @throws dev.antiphon.api.AwsException InvalidArn
     */
    static AliasKey key(String arn) {
        MachineReference reference = MachineReference.parse(arn);
        AliasKey key = reference.alias();
        if (key == null || reference.label() != null) {
            throw StatesErrors.invalidArn("Resource is not a state machine alias: " + arn);
        }
        return key;
    }

    /**
     * An alias that this partition owns.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFound
     */
    static Alias require(Tx tx, AliasKey key) {
        Alias alias = tx.get(MachineTables.ALIASES, key);
        if (alias == null) {
            throw StatesErrors.resourceNotFound(key.toString());
        }
        return alias;
    }

    /** Those of a machine that this partition owns, in the order of their names. */
    static List<Alias> of(Tx tx, MachineArn machine) {
        List<Alias> all = new ArrayList<>();
        try (Scan<AliasKey, Alias> rows =
                tx.scan(
                        MachineTables.ALIASES,
                        new AliasKey(machine, ""),
                        new AliasKey(machine, Page.LAST))) {
            while (rows.next()) {
                all.add(rows.value());
            }
        }
        return all;
    }

    /** The same from the catalog. */
    static SortedMap<AliasKey, Alias> of(Catalogs catalogs, MachineArn machine) {
        return catalogs.catalog(MachineTables.ALIASES)
                .range(new AliasKey(machine, ""), new AliasKey(machine, Page.LAST));
    }

    /**
     * Where an alias is to lead, checked against the versions that there are.
     *
     * @throws dev.antiphon.api.AwsException InvalidArn, ValidationException or ResourceNotFound
     */
    static List<Route> routes(Tx tx, MachineArn machine, List<RoutingConfigurationListItem> said) {
        int sum = said.stream().mapToInt(RoutingConfigurationListItem::weight).sum();
        if (sum != WHOLE) {
            throw StatesErrors.validation(
                    "Sum of routing configuration weights must equal 100. Received: "
                            + said.stream().map(RoutingConfigurationListItem::weight).toList());
        }
        List<Route> routes = new ArrayList<>();
        for (RoutingConfigurationListItem item : said) {
            VersionKey version =
                    Versions.key(MachineReference.parse(item.stateMachineVersionArn()));
            if (!version.machine().equals(machine)) {
                throw StatesErrors.validation(
                        "Routing configuration must contain versions of the same state machine."
                                + " Received: "
                                + said.stream()
                                        .map(RoutingConfigurationListItem::stateMachineVersionArn)
                                        .toList());
            }
            if (routes.stream().anyMatch(route -> route.version() == version.number())) {
                throw StatesErrors.validation(
                        "Routing configuration must not contain duplicate state machine versions."
                                + " Received: "
                                + said.stream()
                                        .map(RoutingConfigurationListItem::stateMachineVersionArn)
                                        .toList());
            }
            if (tx.get(MachineTables.VERSIONS, version) == null) {
                throw StatesErrors.resourceNotFound(version.toString());
            }
            routes.add(new Route(version.number(), item.weight()));
        }
        return routes;
    }
}
