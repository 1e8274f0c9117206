package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;

/** Creates a custom domain name: a host that leads to APIs. */
final class CreateDomainName implements Command<CreateDomainNameRequest, CreateDomainNameResponse> {
    @Override
    public String entity(CreateDomainNameRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateDomainNameResponse> handle(
            Tx tx, CreateDomainNameRequest request, Caller caller) {
        Domains.refuseMutualTls(request.mutualTlsAuthentication());
        DomainName name = Domains.checked(Members.copy(request, DomainName.builder()).build());
        String key = Domains.key(request.domainName());
        if (tx.catalog(ApiTables.DOMAINS).get(key) != null || tx.has(ApiTables.DOMAINS, key)) {
            throw ApiErrors.conflict(
                    "The domain name you provided already exists: " + request.domainName());
        }
        DomainName created = name.toBuilder().tags(Tags.with(Map.of(), request.tags())).build();
        tx.put(
                ApiTables.DOMAINS,
                key,
                new Domain(caller.account(), caller.region(), created, List.of()));
        return Outcome.reply(Members.copy(created, CreateDomainNameResponse.builder()).build());
    }
}
