package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;

/** How operations find APIs and what is in them. */
final class Apis {
    static final String SERVICE = "apigateway";

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private Apis() {}

    /** The entity that all of an account's definitions in a region are routed by. */
    static String entity(Caller caller) {
        return Arn.of(SERVICE, caller.region(), caller.account(), "/apis").toString();
    }

    /**
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static ApiRow require(Tx tx, String id, Caller caller) {
        return owned(tx.get(ApiTables.APIS, id), id, caller);
    }

    /**
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static ApiRow require(Catalogs catalogs, String id, Caller caller) {
        return owned(catalogs.catalog(ApiTables.APIS).get(id), id, caller);
    }

    private static ApiRow owned(@Nullable ApiRow row, String id, Caller caller) {
        if (row == null
                || !row.account().equals(caller.account())
                || !row.region().equals(caller.region())) {
            throw ApiErrors.noApi(caller.account(), id);
        }
        return row;
    }

    /**
     * A part of an API of the caller's.
     *
     * @param kind what it is called in the error
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static <V> V part(
            Tx tx, Table<PartKey, V> table, String api, String id, String kind, Caller caller) {
        require(tx, api, caller);
        V part = tx.get(table, new PartKey(api, id));
        if (part == null) {
            throw ApiErrors.no(kind);
        }
        return part;
    }

    /**
     * The same from the catalog.
     *
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static <V> V part(
            Catalogs catalogs,
            Table<PartKey, V> table,
            String api,
            String id,
            String kind,
            Caller caller) {
        require(catalogs, api, caller);
        V part = catalogs.catalog(table).get(new PartKey(api, id));
        if (part == null) {
            throw ApiErrors.no(kind);
        }
        return part;
    }

    /** All parts of a kind, in the order of their ids. */
    static <V> List<V> parts(Tx tx, Table<PartKey, V> table, String api) {
        List<V> parts = new ArrayList<>();
        try (Scan<PartKey, V> rows = tx.scan(table, PartKey.first(api), PartKey.behind(api))) {
            while (rows.next()) {
                parts.add(rows.value());
            }
        }
        return parts;
    }

    /** The same from the catalog. */
    static <V> List<V> parts(Catalogs catalogs, Table<PartKey, V> table, String api) {
        return List.copyOf(
                catalogs.catalog(table).range(PartKey.first(api), PartKey.behind(api)).values());
    }

    static <V> void removeParts(Tx tx, Table<PartKey, V> table, String api) {
        List<PartKey> keys = new ArrayList<>();
        try (Scan<PartKey, V> rows = tx.scan(table, PartKey.first(api), PartKey.behind(api))) {
            while (rows.next()) {
                keys.add(rows.key());
            }
        }
        keys.forEach(key -> tx.delete(table, key));
    }

    /** As the caller sees it: with an address that leads to this server. */
    static Api shown(ApiRow row, Caller caller) {
        return row.api().toBuilder().apiEndpoint(endpoint(row, caller)).build();
    }

    /**
     * A host of its own below the one that the caller addressed; below a bare address there are no
     * hosts, but there is a path for each API.
     */
    private static String endpoint(ApiRow row, Caller caller) {
        String endpoint = caller.endpoint();
        int host = endpoint.indexOf("//") + 2;
        String authority = endpoint.substring(host);
        int port = authority.lastIndexOf(':');
        String name =
                port < 0 || authority.endsWith("]") ? authority : authority.substring(0, port);
        if (ADDRESS.matcher(name).matches()) {
            return endpoint + "/_aws/execute-api/" + row.id();
        }
        return endpoint.substring(0, host)
                + row.id()
                + ".execute-api."
                + row.region()
                + "."
                + authority;
    }
}
