package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameStatus;
import software.amazon.awssdk.services.apigatewayv2.model.MutualTlsAuthenticationInput;

/**
 * Custom domain names and their mappings
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html).
 * Nobody here looks at certificates: whoever makes a name lead to this server does.
 */
final class Domains {
    private static final String MAPPING_SELECTION = "$request.basepath";

    /** At least two labels, the last of which is no number: an address is no name. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?=.{1,512}$)(\\*\\.)?([A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]*[A-Za-z-][A-Za-z0-9-]*");

    /** Where AWS's services are, and those of this server by the names that SDKs give them. */
    private static final Pattern OURS =
            Pattern.compile(
                    "(\\*\\.localhost"
                            + "|(.*\\.)?[a-z]{2,4}(-[a-z]+)+-[0-9]+\\.localhost"
                            + "|(.*\\.)?amazonaws\\.com(\\.cn)?"
                            + "|(.*\\.)?(api|on)\\.aws)");

    private static final String BEHIND = "\uffff";

    private Domains() {}

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static Domain require(Tx tx, String name, Caller caller) {
        return owned(tx.get(ApiTables.DOMAINS, key(name)), caller);
    }

    /**
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static Domain require(Catalogs catalogs, String name, Caller caller) {
        return owned(catalogs.catalog(ApiTables.DOMAINS).get(key(name)), caller);
    }

    private static Domain owned(@Nullable Domain domain, Caller caller) {
        if (domain == null
                || !domain.account().equals(caller.account())
                || !domain.region().equals(caller.region())) {
            throw ApiErrors.notFound("Invalid domain name identifier specified");
        }
        return domain;
    }

    /**
     * @throws dev.antiphon.api.AwsException NotFoundException
     */
    static ApiMapping mapping(Domain domain, String id) {
        ApiMapping mapping = domain.mapping(id);
        if (mapping == null) {
            throw ApiErrors.notFound("Invalid API mapping identifier specified");
        }
        return mapping;
    }

    /** Names under which this server is asked for its services lead to no account's APIs. */
    private static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    /**
     * Certificates of clients are not looked at here; who asks for that shall not believe they are.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static void refuseMutualTls(@Nullable MutualTlsAuthenticationInput asked) {
        if (asked != null && asked.truststoreUri() != null && !asked.truststoreUri().isEmpty()) {
            throw ApiErrors.badRequest("Mutual TLS authentication is not supported");
        }
    }

    /**
     * With what AWS fills in.
     *
     * @throws dev.antiphon.api.AwsException BadRequestException
     */
    static DomainName checked(DomainName said) {
        if (!NAME.matcher(said.domainName()).matches() || isOurs(key(said.domainName()))) {
            throw ApiErrors.badRequest("Invalid domain name specified: " + said.domainName());
        }
        if (said.domainNameConfigurations().isEmpty()) {
            throw ApiErrors.badRequest("DomainNameConfigurations is a required parameter");
        }
        List<DomainNameConfiguration> configurations =
                said.domainNameConfigurations().stream()
                        .map(it ->
                                it.toBuilder().domainNameStatus(DomainNameStatus.AVAILABLE).build())
                        .toList();
        return said.toBuilder()
                .domainNameConfigurations(configurations)
                .apiMappingSelectionExpression(MAPPING_SELECTION)
                .build();
    }

    /**
     * Stages a mapping, new or changed.
     *
     * @throws dev.antiphon.api.AwsException if the stage is not there, or the path is taken
     */
    static void put(Tx tx, Domain domain, ApiMapping mapping, Caller caller) {
        Apis.part(tx, ApiTables.STAGES, mapping.apiId(), mapping.stage(), "stage", caller);
        String path = path(mapping);
        if (!path.matches("[A-Za-z0-9$_.+!*'(),/-]*") || path.startsWith("/")) {
            throw ApiErrors.badRequest("Invalid API mapping key specified: " + path);
        }
        List<ApiMapping> mappings = new ArrayList<>();
        for (ApiMapping other : domain.mappings()) {
            if (other.apiMappingId().equals(mapping.apiMappingId())) {
                continue;
            }
            if (path(other).equals(path)) {
                throw ApiErrors.conflict("ApiMapping key already exists for this domain name");
            }
            mappings.add(other);
        }
        mappings.add(mapping);
        mappings.sort(Comparator.comparing(ApiMapping::apiMappingId));
        tx.put(ApiTables.DOMAINS, key(domain.domainName().domainName()), domain.with(mappings));
    }

    private static String path(ApiMapping mapping) {
        return mapping.apiMappingKey() == null ? "" : mapping.apiMappingKey();
    }

    /** Whether a domain name leads to an API, or to one of its stages. */
    static boolean leadTo(Tx tx, String api, @Nullable String stage) {
        try (Scan<String, Domain> domains = tx.scan(ApiTables.DOMAINS, "", BEHIND)) {
            while (domains.next()) {
                for (ApiMapping mapping : domains.value().mappings()) {
                    if (mapping.apiId().equals(api)
                            && (stage == null || mapping.stage().equals(stage))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
