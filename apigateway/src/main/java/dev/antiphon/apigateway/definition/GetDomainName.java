package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNameResponse;

/** Tells all of a custom domain name. */
final class GetDomainName implements Query<GetDomainNameRequest, GetDomainNameResponse> {
    @Override
    public GetDomainNameResponse answer(
            Catalogs catalogs, GetDomainNameRequest request, Caller caller) {
        Domain domain = Domains.require(catalogs, request.domainName(), caller);
        return Members.copy(domain.domainName(), GetDomainNameResponse.builder()).build();
    }
}
