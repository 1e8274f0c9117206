package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNamesResponse;

/** Lists the custom domain names of an account in a region. */
final class GetDomainNames implements Query<GetDomainNamesRequest, GetDomainNamesResponse> {
    @Override
    public GetDomainNamesResponse answer(
            Catalogs catalogs, GetDomainNamesRequest request, Caller caller) {
        Page<DomainName> page =
                Page.of(
                        catalogs.catalog(ApiTables.DOMAINS).all().values().stream()
                                .filter(domain ->
                                        domain.account().equals(caller.account())
                                                && domain.region().equals(caller.region()))
                                .map(Domain::domainName)
                                .toList(),
                        DomainName::domainName,
                        request.maxResults(),
                        request.nextToken());
        return GetDomainNamesResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
