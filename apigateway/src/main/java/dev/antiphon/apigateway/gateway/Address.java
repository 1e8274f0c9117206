package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.ApiRow;
import dev.antiphon.apigateway.definition.ApiTables;
import dev.antiphon.apigateway.definition.Domain;
import dev.antiphon.apigateway.definition.PartKey;
import dev.antiphon.apigateway.definition.Snapshot;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalogs;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** What a request is addressed to. */
sealed interface Address {
    String KIND = "execute-api";

    /** There is no such API or domain name (any more), or nothing is deployed there. */
    record Nowhere() implements Address {}

    /**
     * @param path what is left of the path for routes
     */
    record OfStage(ApiRow api, Stage stage, Snapshot deployed, String path) implements Address {}

    /** Whether a host is that of an API, or a domain name that leads to APIs. */
    static boolean isTaken(Catalogs catalogs, String host) {
        return IngressRequest.label(host, KIND) != null || domain(catalogs, host) != null;
    }

    static Address find(Catalogs catalogs, IngressRequest request) {
        String id = request.label(KIND);
        if (id != null) {
            ApiRow api = catalogs.catalog(ApiTables.APIS).get(id);
            return api == null || Boolean.TRUE.equals(api.api().disableExecuteApiEndpoint())
                    ? new Nowhere()
                    : byPath(catalogs, api, request.path());
        }
        Domain domain = domain(catalogs, request.host());
        return domain == null ? new Nowhere() : byMapping(catalogs, domain, request.path());
    }

    /** A stage is the first part of the path; without one there may be the default stage. */
    private static Address byPath(Catalogs catalogs, ApiRow api, String path) {
        int end = path.indexOf('/', 1);
        String first = path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
        if (!first.isEmpty()) {
            Address named =
                    stage(
                            catalogs,
                            api,
                            first.replace("%24", "$"),
                            end < 0 ? "/" : path.substring(end));
            if (named instanceof OfStage) {
                return named;
            }
        }
        return stage(catalogs, api, "$default", path.isEmpty() ? "/" : path);
    }

    private static Address stage(Catalogs catalogs, ApiRow api, String name, String path) {
        Stage stage = catalogs.catalog(ApiTables.STAGES).get(new PartKey(api.id(), name));
        if (stage == null || stage.deploymentId() == null) {
            return new Nowhere();
        }
        Snapshot deployed =
                catalogs.catalog(ApiTables.DEPLOYMENTS)
                        .get(new PartKey(api.id(), stage.deploymentId()));
        return deployed == null ? new Nowhere() : new OfStage(api, stage, deployed, path);
    }

    private static @Nullable Domain domain(Catalogs catalogs, String host) {
        Domain exact = catalogs.catalog(ApiTables.DOMAINS).get(host);
        int dot = host.indexOf('.');
        return exact != null || dot < 0
                ? exact
                : catalogs.catalog(ApiTables.DOMAINS).get("*" + host.substring(dot));
    }

    /** The mapping with the longest path that the request's begins with. */
    private static Address byMapping(Catalogs catalogs, Domain domain, String path) {
        ApiMapping best = null;
        String bestKey = "";
        for (ApiMapping mapping : domain.mappings()) {
            String key = mapping.apiMappingKey() == null ? "" : mapping.apiMappingKey();
            boolean leads =
                    key.isEmpty() || path.equals("/" + key) || path.startsWith("/" + key + "/");
            if (leads && (best == null || key.length() > bestKey.length())) {
                best = mapping;
                bestKey = key;
            }
        }
        ApiRow api = best == null ? null : catalogs.catalog(ApiTables.APIS).get(best.apiId());
        if (best == null || api == null) {
            return new Nowhere();
        }
        String left = bestKey.isEmpty() ? path : path.substring(bestKey.length() + 1);
        return stage(catalogs, api, best.stage(), left.isEmpty() ? "/" : left);
    }
}
